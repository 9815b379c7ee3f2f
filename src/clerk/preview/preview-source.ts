import type { JsonObject } from '../../forms/json.ts';
import { outgoingPayload } from '../actions/outgoing.ts';
import { post } from '../server.ts';
import type { FormStore } from '../state/form-store.ts';

/** Languages of the pages, as the service takes them. */
export type PreviewLanguages = 'kk' | 'ru' | 'kk,ru' | 'ru,kk';

export interface PreviewListener {
  /** A newer print has been asked for. */
  asked(): void;
  /** Only of the newest asking. */
  printed(pdf: ArrayBuffer): void;
  failed(cause: unknown): void;
}

/** Typing pauses when nothing came for so long (milliseconds). */
const pause = 120;

/** Has the pages printed again once typing pauses: one request at a time, and the newest wins. */
export class PreviewSource {
  readonly #store: FormStore;
  readonly #listener: PreviewListener;
  #languages: PreviewLanguages;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | null = null;
  /** What the last print was made of. */
  #printed: { readonly payload: JsonObject; readonly languages: PreviewLanguages } | null = null;
  readonly #leave: () => void;

  constructor(store: FormStore, languages: PreviewLanguages, listener: PreviewListener) {
    this.#store = store;
    this.#languages = languages;
    this.#listener = listener;
    this.#leave = store.subscribe(({ kind }) => {
      if (kind === 'values' || kind === 'rows' || kind === 'payload') this.#askSoon();
    });
    void this.ask();
  }

  set languages(languages: PreviewLanguages) {
    if (languages === this.#languages) return;
    this.#languages = languages;
    void this.ask();
  }

  /** Nobody looks any more. */
  close(): void {
    this.#leave();
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  /** Asks now, unless the last print shows just that. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const { payload, form } = this.#store;
    const languages = this.#languages;
    if (this.#printed?.payload === payload && this.#printed.languages === languages) return;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#listener.asked();
    try {
      const address = `/v1/forms/${encodeURIComponent(form.id)}/preview?language=${languages}`;
      const response = await post(address, outgoingPayload(this.#store), { signal: asked.signal });
      const pdf = await response.arrayBuffer();
      if (asked.signal.aborted) return;
      this.#printed = { payload, languages };
      this.#listener.printed(pdf);
    } catch (cause) {
      if (asked.signal.aborted) return;
      this.#printed = null;
      this.#listener.failed(cause);
    }
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), pause);
  }
}
