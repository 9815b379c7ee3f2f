import type { Language } from '../../compose/document.ts';
import type { JsonObject } from '../../forms/json.ts';
import { ask, ServerProblem } from '../server.ts';
import { type Draft, titleOf } from './draft.ts';

/** The copy of a draft that the service keeps for the person who signed in. */
export interface CopyOfDraft {
  readonly form: string;
  readonly title: string;
  readonly language: Language;
  readonly payload: JsonObject;
  readonly unreadable: Readonly<Record<string, string>>;
  readonly savedAt: string;
}

export interface ListedCopy extends Omit<CopyOfDraft, 'payload' | 'unreadable'> {
  readonly id: string;
}

/** Somebody saved the draft from elsewhere since it was read here. */
export class CopyChangedError extends Error {
  override readonly name = 'CopyChangedError';
}

const addressOf = (id: string) => `/v1/drafts/${encodeURIComponent(id)}`;

/** Own drafts, newest first. @throws ServerProblem, OfflineError */
export async function listCopies(): Promise<readonly ListedCopy[]> {
  const { drafts } = (await (await ask('/v1/drafts')).json()) as { readonly drafts: readonly ListedCopy[] };
  return drafts;
}

/** @returns null when the service has none @throws ServerProblem, OfflineError */
export async function readCopy(id: string): Promise<{ readonly copy: CopyOfDraft; readonly etag: string } | null> {
  try {
    const response = await ask(addressOf(id));
    return { copy: (await response.json()) as CopyOfDraft, etag: etagOf(response) };
  } catch (cause) {
    if (cause instanceof ServerProblem && cause.problem.status === 404) return null;
    throw cause;
  }
}

/**
 * Saves a draft over the copy that this browser knows.
 *
 * @returns the new entity tag
 * @throws CopyChangedError, ServerProblem, OfflineError
 */
export async function saveCopy(draft: Draft, known: string | null): Promise<string> {
  const { form, language, payload, unreadable } = draft;
  const seen = known === null ? { 'If-None-Match': '*' } : { 'If-Match': known };
  try {
    const response = await ask(addressOf(draft.id), {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...seen },
      body: JSON.stringify({ form, title: titleOf(draft), language, payload, unreadable }),
    });
    return etagOf(response);
  } catch (cause) {
    if (cause instanceof ServerProblem && cause.problem.status === 412) throw new CopyChangedError(draft.id, { cause });
    throw cause;
  }
}

/** @throws ServerProblem, OfflineError */
export async function removeCopy(id: string): Promise<void> {
  try {
    await ask(addressOf(id), { method: 'DELETE' });
  } catch (cause) {
    if (!(cause instanceof ServerProblem && cause.problem.status === 404)) throw cause;
  }
}

function etagOf(response: Response): string {
  return response.headers.get('ETag') ?? '';
}
