import { type Draft, randomText } from './draft.ts';
import { changeDraft, draftById, leaveDraft, StorageRefusedError } from './draft-database.ts';
import { hearDraftNews, tellDraftNews } from './draft-news.ts';

/** The draft of this window, in step with what the browser keeps of it. */
export class KeptDraft {
  readonly #window = randomText(10);
  #draft: Draft;
  /** The browser does not keep drafts. */
  isRefused = false;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  get now(): Draft {
    return this.#draft;
  }

  /** Goes on with another draft, or with what was typed since: nothing is kept by this alone. */
  set(draft: Draft): void {
    this.#draft = draft;
  }

  /**
   * Changes what the browser keeps, and tells its other windows. What was typed here since is not lost by it.
   *
   * @param change a draft that was issued from another window is left as it is unless `evenIssued`
   */
  async change(change: (kept: Draft) => Draft, { evenIssued = false } = {}): Promise<void> {
    const own = this.#draft;
    const allowed = (draft: Draft) => (draft.issued === null || evenIssued ? change(draft) : draft);
    try {
      const kept = await changeDraft(own.id, (before) => allowed(before ?? own));
      this.isRefused = false;
      if (kept !== undefined && this.#draft.id === own.id) this.#draft = withNewer(kept, this.#draft);
      tellDraftNews({ draft: own.id, kind: 'saved', from: this.#window });
    } catch (cause) {
      if (!(cause instanceof StorageRefusedError)) throw cause;
      this.isRefused = true;
      if (this.#draft.id === own.id) this.#draft = allowed(this.#draft);
    }
  }

  /** Keeps the draft of a page that is being closed. */
  leave(): void {
    leaveDraft(this.#draft);
  }

  /** What the browser keeps by now: another window may have saved. Undefined when it keeps nothing. */
  async inBrowser(): Promise<Draft | undefined> {
    try {
      return await draftById(this.#draft.id);
    } catch (cause) {
      if (cause instanceof StorageRefusedError) return undefined;
      throw cause;
    }
  }

  /** Hears when another window saved the draft or threw it away. */
  onNews(listener: (kind: 'saved' | 'gone') => void): void {
    hearDraftNews(() => this.#draft.id, this.#window, listener);
  }
}

/** What the browser keeps, with the values of this window where they are newer. */
function withNewer(kept: Draft, own: Draft): Draft {
  if (own.revision <= kept.revision || kept.issued !== null) return kept;
  const { payload, unreadable, language, subject, updatedAt, revision } = own;
  return { ...kept, payload, unreadable, language, subject, updatedAt, revision };
}
