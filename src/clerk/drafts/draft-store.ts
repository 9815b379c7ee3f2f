import { OfflineError, ServerProblem } from '../server.ts';
import { type Draft, hasContent, newDraftId, titleOf } from './draft.ts';
import { allDrafts, changeDraft, draftById, StorageRefusedError } from './draft-database.ts';
import { tellDraftNews } from './draft-news.ts';
import { listCopies, readCopy, removeCopy, saveCopy } from './server-copies.ts';

/** A draft as lists show it. */
export interface DraftSummary {
  readonly id: string;
  readonly form: string;
  /** Name, or number and holder; empty when it has none of them. */
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  /** `server`: this browser has no copy of it. */
  readonly place: 'browser' | 'server';
}

/** A draft that was issued is remembered so long, for those who come back to its address (milliseconds). */
const rememberedFor = 7 * 24 * 60 * 60 * 1000;

/** What this person began and did not issue, in this browser and at the service, the last changed first. */
export async function listDrafts(person: string): Promise<readonly DraftSummary[]> {
  const [kept, copies] = await Promise.all([ownDrafts(person), copiesOrNone()]);
  const issued = new Set(kept.filter((draft) => draft.issued !== null).map(({ id }) => id));
  const here = kept
    .filter((draft) => draft.issued === null)
    .map((draft): DraftSummary => ({
      id: draft.id,
      form: draft.form,
      title: titleOf(draft),
      savedAt: draft.updatedAt,
      place: 'browser',
    }));
  const known = new Set(kept.map(({ id }) => id));
  const elsewhere = copies
    .filter(({ id }) => !known.has(id))
    .map(({ id, form, title, savedAt }): DraftSummary => ({ id, form, title, savedAt, place: 'server' }));
  for (const { id } of copies) if (issued.has(id)) void removeCopy(id).catch(() => undefined);
  return [...here, ...elsewhere].sort((one, other) => other.savedAt.localeCompare(one.savedAt));
}

/**
 * A draft of this person, from this browser or from the service, whichever is newer.
 *
 * @returns null when there is none @throws ServerProblem, OfflineError when only the service could know
 */
export async function openDraft(id: string, person: string): Promise<Draft | null> {
  const kept = await keptDraft(id, person);
  if (kept !== null && (kept.issued !== null || kept.copy?.revision !== kept.revision)) return kept;
  // What the service has may be newer, from another computer; without an answer, what is here is good.
  const found = await readCopy(id).catch((cause: unknown) => {
    if (kept === null) throw cause;
    return null;
  });
  if (found === null || found.etag === kept?.copy?.etag) return kept;
  const { copy, etag } = found;
  const revision = (kept?.revision ?? 0) + 1;
  const fetched: Draft = {
    id,
    person,
    form: copy.form,
    edition: kept?.edition ?? '',
    language: copy.language,
    payload: copy.payload,
    unreadable: copy.unreadable,
    name: copy.title === '' ? null : copy.title,
    subject: '',
    updatedAt: copy.savedAt,
    revision,
    copy: { etag, revision },
    replaces: kept?.replaces ?? null,
    order: kept?.order ?? null,
    issued: null,
  };
  await changeDraft(id, () => fetched).catch(ignoreRefusal);
  return fetched;
}

/** @throws ServerProblem, OfflineError when the service has a copy and did not remove it */
export async function deleteDraft(id: string): Promise<void> {
  await removeCopy(id);
  await changeDraft(id, () => undefined).catch(ignoreRefusal);
  tellDraftNews({ draft: id, kind: 'gone', from: '' });
}

/** The same values under another id. @returns null when there is no such draft @throws ServerProblem, OfflineError */
export async function duplicateDraft(id: string, person: string): Promise<Draft | null> {
  const draft = await openDraft(id, person);
  if (draft === null) return null;
  return keepDraft({ ...draft, id: newDraftId(), copy: null, order: null, updatedAt: new Date().toISOString() });
}

/** @throws ServerProblem, OfflineError when only the service has it */
export async function renameDraft(id: string, person: string, name: string): Promise<void> {
  const draft = await openDraft(id, person);
  if (draft === null) return;
  const given = name.trim() === '' ? null : name.trim();
  await changeDraft(id, (kept) => ({ ...(kept ?? draft), name: given, revision: (kept ?? draft).revision + 1 }));
  tellDraftNews({ draft: id, kind: 'saved', from: '' });
}

/** Keeps a draft that is made elsewhere: imported, or a copy of another. @throws StorageRefusedError */
export async function keepDraft(draft: Draft): Promise<Draft> {
  await changeDraft(draft.id, () => draft);
  return draft;
}

/**
 * Takes the drafts of a person from this browser, as when they sign out of a computer that others use. What the service
 * does not have yet is sent there first, and stays here when that fails: nothing that was typed is lost.
 *
 * @returns how many had to stay
 */
export async function forgetDrafts(person: string): Promise<number> {
  const kept = await ownDrafts(person);
  const safe = await Promise.all(kept.map(isSafe));
  const gone = kept.filter((_, index) => safe[index] === true);
  await Promise.all(gone.map(({ id }) => changeDraft(id, () => undefined)));
  return kept.length - gone.length;
}

/** Whether a draft may go from this browser. */
async function isSafe(draft: Draft): Promise<boolean> {
  const isUnanswered = draft.order !== null || draft.issued?.replacement != null;
  if (isUnanswered) return false;
  if (draft.issued !== null || !hasContent(draft) || draft.copy?.revision === draft.revision) return true;
  try {
    await saveCopy(draft, draft.copy?.etag ?? null);
    return true;
  } catch {
    return false;
  }
}

async function ownDrafts(person: string): Promise<readonly Draft[]> {
  const drafts = (await allDrafts().catch(noneWhenRefused)).filter((draft) => draft.person === person);
  const isOver = ({ issued, updatedAt }: Draft) =>
    issued !== null && issued.replacement === null && Date.now() - Date.parse(updatedAt) > rememberedFor;
  for (const { id } of drafts.filter(isOver)) void changeDraft(id, () => undefined).catch(ignoreRefusal);
  return drafts.filter((draft) => !isOver(draft));
}

async function keptDraft(id: string, person: string): Promise<Draft | null> {
  const kept = await draftById(id).catch(ignoreRefusal);
  return kept?.person === person ? kept : null;
}

async function copiesOrNone() {
  try {
    return await listCopies();
  } catch (cause) {
    // Those of this browser are listed all the same.
    if (cause instanceof OfflineError || cause instanceof ServerProblem) return [];
    throw cause;
  }
}

function noneWhenRefused(cause: unknown): readonly Draft[] {
  ignoreRefusal(cause);
  return [];
}

function ignoreRefusal(cause: unknown): undefined {
  if (!(cause instanceof StorageRefusedError)) throw cause;
  return undefined;
}
