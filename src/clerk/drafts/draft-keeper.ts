import type { JsonObject } from '../../forms/json.ts';
import type { FormStore } from '../state/form-store.ts';
import { withChange } from '../state/payload-change.ts';
import { CopySender, type Sent } from './copy-sender.ts';
import {
  type Draft,
  emptyDraft,
  hasContent,
  type IssuedDraft,
  type PendingOrder,
  randomText,
  subjectOf,
} from './draft.ts';
import { KeptDraft } from './kept-draft.ts';
import { sameJson } from './same-json.ts';
import { removeCopy } from './server-copies.ts';

/** Where the draft is safe: what the person is told beside its title. */
export type KeptState =
  /** Nothing was typed. */
  | 'empty'
  /** Something was typed a moment ago, or is on its way to the service. */
  | 'saving'
  /** In this browser; the service did not take it. */
  | 'here'
  /** In this browser and at the service. */
  | 'server'
  /** In this browser; the service cannot be reached. */
  | 'offline'
  /** It was changed elsewhere too: the person decides. */
  | 'conflict'
  /** Nowhere. */
  | 'refused'
  | 'issued';

/** What is typed is in this browser after at most so long (milliseconds). */
const savedWithin = 300;

/** Keeps what is typed into a form: in this browser at once, at the service soon after, in step with other windows. */
export class DraftKeeper {
  readonly store: FormStore;
  readonly #kept: KeptDraft;
  readonly #sender: CopySender;
  readonly #listeners = new Set<() => void>();
  #state: KeptState;
  #isChanged = false;
  /** Values of the draft are being put into the store: nobody types them. */
  #isTaking = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  readonly #takers = new Set<() => void>();

  /** @param draft the one whose values are in the store */
  constructor(store: FormStore, draft: Draft) {
    this.store = store;
    this.#kept = new KeptDraft(draft);
    this.#sender = new CopySender(this.#kept, (sent) => {
      this.#show(this.#isChanged ? 'saving' : this.#stateAfter(sent));
    });
    this.#state = stateOf(draft);
    store.subscribe(({ kind }) => {
      if (!this.#isTaking && kind !== 'checked' && kind !== 'touched') this.#noteChange();
    });
    this.#kept.onNews((kind) => {
      if (kind === 'saved') void this.#takeNewer();
      else this.#loseDraft();
    });
    addEventListener('pagehide', () => {
      // A page that is being closed hears of nothing that it waits for.
      if (this.#noteTyped()) this.#kept.leave();
    });
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void this.#takeNewer();
    });
    document.addEventListener('visibilitychange', () => {
      void (document.visibilityState === 'hidden' ? this.save() : this.#takeNewer());
    });
    if (this.#state === 'saving') this.#sender.soon();
  }

  get draft(): Draft {
    return this.#kept.now;
  }

  get state(): KeptState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Hears when another window changed the draft and its values were taken over. */
  onTaken(taker: () => void): () => void {
    this.#takers.add(taker);
    return () => {
      this.#takers.delete(taker);
    };
  }

  /** Keeps in this browser, now, what was typed since the last time. */
  async save(): Promise<void> {
    if (!this.#noteTyped()) return;
    const { payload, unreadable, language, subject, updatedAt, revision } = this.draft;
    const typed = { payload, unreadable, language, subject, updatedAt };
    // The newest wins; what another window did beside typing stays.
    await this.#kept.change((kept) => ({ ...kept, ...typed, revision: Math.max(kept.revision + 1, revision) }));
    this.#sendSoon();
  }

  /** Another title than number and holder; empty gives these back. */
  async rename(name: string): Promise<void> {
    const given = name.trim();
    this.#show('saving');
    await this.#kept.change((kept) => ({
      ...kept,
      name: given === '' ? null : given,
      revision: kept.revision + 1,
    }));
    this.#sendSoon();
  }

  /** Ends a conflict. @throws ServerProblem, OfflineError */
  async settle(winner: 'mine' | 'theirs'): Promise<void> {
    await this.#sender.settle(winner);
    if (winner === 'mine') return;
    this.#take();
    this.#show('server');
  }

  /** Notes what is about to be sent, so that a lost answer never means a second document. */
  async noteOrder(body: JsonObject): Promise<PendingOrder> {
    const key = randomText(32);
    await this.save();
    await this.#kept.change((kept) => {
      const others = (kept.order?.bodies ?? []).filter((sent) => !sameJson(sent, body));
      return { ...kept, order: { key: kept.order?.key ?? key, bodies: [body, ...others] } };
    });
    return this.draft.order ?? { key, bodies: [body] };
  }

  /** The order was refused: nothing was issued under its key. */
  async forgetOrder(): Promise<void> {
    await this.#kept.change((kept) => ({ ...kept, order: null }));
  }

  /** The draft became a document: what was typed need not stay in this browser. Also tells what is left to be done. */
  async markIssued(issued: IssuedDraft): Promise<void> {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#isChanged = false;
    const { copy } = this.draft;
    const updatedAt = new Date().toISOString();
    const cleared = { payload: {}, unreadable: {}, subject: '', copy: null, order: null };
    await this.#kept.change((kept) => ({ ...kept, ...cleared, issued, updatedAt }), { evenIssued: true });
    this.#show('issued');
    // A copy that stays behind is no harm: it is thrown away with the next look at the list.
    if (copy !== null) await removeCopy(this.draft.id).catch(() => undefined);
  }

  /** What stands on the paper begins a draft of its own, without the number of the issued document. */
  beginSimilar(): void {
    const { store } = this;
    const { numberField } = store.form.about;
    this.beginAnother();
    store.replace(numberField === undefined ? store.payload : withChange(store.payload, numberField, undefined));
    this.#noteChange();
  }

  /** The draft stays where it is kept; what is typed from now on belongs to another one. */
  beginAnother(): void {
    this.#kept.set(emptyDraft(this.store.form, this.draft.person, this.store.language));
  }

  /** The draft was thrown away: what still stands on the paper is kept again with the next change only. */
  abandon(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#isChanged = false;
    this.beginAnother();
    this.#show('empty');
  }

  /** Sends to the service what it does not have yet, as after signing in again. */
  async send(): Promise<void> {
    await this.#sender.send();
  }

  #noteChange(): void {
    if (this.draft.issued !== null) this.beginAnother();
    this.#isChanged = true;
    this.#show('saving');
    this.#saving ??= setTimeout(() => void this.save(), savedWithin);
  }

  /** Takes what was typed since the last time into the draft. False when there is nothing to keep. */
  #noteTyped(): boolean {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (!this.#isChanged) return false;
    this.#isChanged = false;
    const { payload, language, form } = this.store;
    const unreadable = Object.fromEntries(this.store.unreadable);
    const { draft } = this;
    if (draft.revision === 0 && !hasContent({ payload, unreadable })) {
      this.#show('empty');
      return false;
    }
    const subject = subjectOf(form, payload, language);
    const updatedAt = new Date().toISOString();
    this.#kept.set({ ...draft, payload, unreadable, language, subject, updatedAt, revision: draft.revision + 1 });
    showInAddress(draft.id);
    return true;
  }

  #sendSoon(): void {
    if (this.draft.issued !== null) this.#show('issued');
    else if (this.#state !== 'conflict') this.#sender.soon();
  }

  /** Another window saved the draft, or this one slept: the newest wins. */
  async #takeNewer(): Promise<void> {
    if (this.draft.revision === 0) return;
    const kept = await this.#kept.inBrowser();
    const own = this.draft;
    if (kept === undefined || kept.id !== own.id || this.#isChanged || own.issued !== null) return;
    if (kept.revision <= own.revision && kept.issued === null) {
      if (kept.revision === own.revision) this.#kept.set(kept);
      return;
    }
    const isSame = sameJson(kept.payload, own.payload) && sameJson(kept.unreadable, own.unreadable);
    this.#kept.set(kept);
    this.#show(stateOf(kept));
    if (kept.issued === null && isSame) return;
    if (kept.issued === null) this.#take();
    for (const taker of this.#takers) taker();
  }

  /** Another window threw the draft away; what stands here begins another one with the next change. */
  #loseDraft(): void {
    if (this.draft.issued === null) this.abandon();
  }

  #take(): void {
    const { payload, unreadable, language } = this.draft;
    this.#isTaking = true;
    try {
      this.store.replace(payload, new Map(Object.entries(unreadable)));
      this.store.language = language;
    } finally {
      this.#isTaking = false;
    }
  }

  #stateAfter(sent: Sent): KeptState {
    if (this.draft.issued !== null) return 'issued';
    if (sent === 'server' || sent === 'conflict') return sent;
    if (sent === 'waiting') return 'saving';
    if (this.#kept.isRefused) return 'refused';
    return sent === 'offline' ? 'offline' : 'here';
  }

  #show(state: KeptState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function stateOf({ issued, revision, copy }: Draft): KeptState {
  if (issued !== null) return 'issued';
  if (revision === 0) return 'empty';
  return copy?.revision === revision ? 'server' : 'saving';
}

/** The address leads back to the draft; it says nothing of what is in it. */
function showInAddress(id: string): void {
  const address = `${location.pathname}?draft=${id}`;
  if (location.pathname + location.search !== address) history.replaceState(history.state, '', address);
}
