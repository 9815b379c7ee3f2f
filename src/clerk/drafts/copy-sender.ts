import { OfflineError } from '../server.ts';
import type { KeptDraft } from './kept-draft.ts';
import { sameJson } from './same-json.ts';
import { CopyChangedError, readCopy, saveCopy } from './server-copies.ts';

/** How a draft fares at the service. `waiting`: it changed meanwhile, or is to be sent again. */
export type Sent = 'server' | 'waiting' | 'offline' | 'conflict' | 'refused';

/** Typing is sent to the service once it pauses (milliseconds). */
const sentAfter = 1500;
/** How often a service that does not answer is asked again (milliseconds). */
const askedAgainAfter = 5000;

/** Sends the draft to the service once typing pauses, one request at a time, never over what it does not know. */
export class CopySender {
  readonly #kept: KeptDraft;
  readonly #tell: (sent: Sent) => void;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(kept: KeptDraft, tell: (sent: Sent) => void) {
    this.#kept = kept;
    this.#tell = tell;
    addEventListener('online', () => void this.send());
  }

  soon(after = sentAfter): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.send(), after);
  }

  /** Sends now, unless the service has it already. */
  async send(): Promise<void> {
    clearTimeout(this.#timer);
    const draft = this.#kept.now;
    if (this.#isSending || draft.issued !== null || draft.revision === 0) return;
    if (draft.copy?.revision === draft.revision) return;
    this.#isSending = true;
    try {
      const etag = await saveCopy(draft, draft.copy?.etag ?? null);
      await this.#kept.change((kept) => ({ ...kept, copy: { etag, revision: draft.revision } }));
      this.#isSending = false;
      const isAll = this.#kept.now.revision === draft.revision;
      if (!isAll) this.soon();
      this.#tell(isAll ? 'server' : 'waiting');
    } catch (cause) {
      this.#isSending = false;
      await this.#notSent(cause);
    }
  }

  /** Ends a conflict: what was typed here goes over the copy, or the copy over it. */
  async settle(winner: 'mine' | 'theirs'): Promise<void> {
    const found = await readCopy(this.#kept.now.id);
    if (found !== null && winner === 'theirs') {
      const { copy, etag } = found;
      await this.#kept.change((kept) => {
        const revision = kept.revision + 1;
        return { ...kept, payload: copy.payload, unreadable: copy.unreadable, revision, copy: { etag, revision } };
      });
      return;
    }
    const copy = found === null ? null : { etag: found.etag, revision: -1 };
    await this.#kept.change((kept) => ({ ...kept, copy }));
    await this.send();
  }

  async #notSent(cause: unknown): Promise<void> {
    if (cause instanceof CopyChangedError) {
      await this.#compare().catch((failure: unknown) => this.#notSent(failure));
    } else if (cause instanceof OfflineError) {
      this.#tell('offline');
      this.soon(askedAgainAfter);
    } else {
      // Signed out, or too large: it stays in the browser, and is sent with the next change.
      this.#tell('refused');
    }
  }

  /** The service has another version: perhaps the same values, from a window that was closed before it heard so. */
  async #compare(): Promise<void> {
    const found = await readCopy(this.#kept.now.id);
    const { payload, unreadable, revision } = this.#kept.now;
    const isSame = sameJson(found?.copy.payload, payload) && sameJson(found?.copy.unreadable, unreadable);
    if (found !== null && !isSame) {
      this.#tell('conflict');
      return;
    }
    await this.#kept.change((kept) => ({ ...kept, copy: found === null ? null : { etag: found.etag, revision } }));
    if (found === null) this.soon();
    this.#tell(found === null ? 'waiting' : 'server');
  }
}
