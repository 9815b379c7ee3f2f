import { type PaperCondition, conditionStands } from '../../compose/conditions.ts';
import type { Language } from '../../compose/document.ts';
import { post } from '../server.ts';
import type { FormStore } from '../state/form-store.ts';

/** The paper as the service composes it. */
export interface ComposedPaper {
  readonly html: string;
  readonly conditions: readonly PaperCondition[];
}

/** What shows a paper. */
export interface PaperView {
  show(html: string, conditions: readonly PaperCondition[]): void;
  /** The place the cursor is in. */
  readonly active: string | null;
}

/**
 * Keeps the paper of the shape that the data give it: rows, parts that stand there only when something is filled in,
 * the other language. What is being typed never moves the paper under the cursor: it waits until the field is left.
 */
export class PaperKeeper {
  readonly #store: FormStore;
  readonly #view: PaperView;
  readonly #onFailure: (cause: unknown) => void;
  #conditions: readonly PaperCondition[];
  #language: Language;
  #asked: AbortController | null = null;
  /** Asked to look at the paper while the data were not checked yet. */
  #isWaiting = false;

  constructor(
    store: FormStore,
    view: PaperView,
    shown: { readonly conditions: readonly PaperCondition[]; readonly language: Language },
    onFailure: (cause: unknown) => void,
  ) {
    this.#store = store;
    this.#view = view;
    this.#conditions = shown.conditions;
    this.#language = shown.language;
    this.#onFailure = onFailure;
    store.subscribe((change) => {
      if (change.kind !== 'values') return;
      const { active } = view;
      if (active === null || !change.paths.includes(active)) this.keep();
    });
    store.subscribe(({ kind }) => {
      if (kind === 'payload' || kind === 'language' || kind === 'touched') this.keep();
      // A long register is checked when typing pauses: until then nobody knows what follows from the data.
      if (kind === 'checked' && this.#isWaiting) this.keep();
    });
  }

  /** True when the paper is of the shape that the data give it. */
  get isRight(): boolean {
    const { derived, language } = this.#store;
    return language === this.#language && this.#conditions.every((condition) => conditionStands(condition, derived));
  }

  /** Rows were put in or taken out on the paper itself: it is of this shape now. */
  adopt(conditions: readonly PaperCondition[]): void {
    this.#conditions = conditions;
  }

  get conditions(): readonly PaperCondition[] {
    return this.#conditions;
  }

  /** Asks for the paper again where it is not right any more. */
  keep(): void {
    this.#isWaiting = !this.#store.isChecked;
    if (!this.#isWaiting && !this.isRight) void this.refresh();
  }

  /** Asks for the paper again; the newest asking wins. */
  async refresh(): Promise<void> {
    this.#isWaiting = false;
    if (!this.#store.isChecked) this.#store.check();
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    const { form, language, derived } = this.#store;
    try {
      const address = `/v1/forms/${form.id}/paper?language=${language}`;
      const response = await post(address, derived, { signal: asked.signal });
      const paper = (await response.json()) as ComposedPaper;
      if (asked.signal.aborted) return;
      this.#conditions = paper.conditions;
      this.#language = language;
      this.#view.show(paper.html, paper.conditions);
    } catch (cause) {
      if (!asked.signal.aborted) this.#onFailure(cause);
    }
  }
}
