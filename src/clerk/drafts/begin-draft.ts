import type { Language } from '../../compose/document.ts';
import type { JsonObject } from '../../forms/json.ts';
import { ask, OfflineError, ServerProblem } from '../server.ts';
import type { ClientForm } from '../state/client-form.ts';
import { withChange } from '../state/payload-change.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { openDraft } from './draft-store.ts';

/** What the editor begins with. */
export interface Beginning {
  readonly draft: Draft;
  /** Key of what the person should know of it, under `actions.begin`; null when it is as expected. */
  readonly note: 'unknown' | 'edition' | 'document' | 'documentUnknown' | 'offline' | null;
}

/**
 * The draft that the address of the page asks for: `draft=…` one that was begun, `from=…` the values of an issued
 * document, `replaces=…` the same for one that shall take its place; else an empty one, at once.
 *
 * @param paper language of the paper that the page came with
 */
export async function beginDraft(form: ClientForm, person: string, paper: Language): Promise<Beginning> {
  const asked = new URLSearchParams(location.search);
  const id = asked.get('draft');
  const replaces = asked.get('replaces');
  const from = asked.get('from') ?? replaces;
  const empty = { ...emptyDraft(form, person, paper), replaces };
  try {
    if (id !== null) return await draftBegun(id, form, empty);
    return from === null ? { draft: empty, note: null } : await documentCopied(from, form, empty);
  } catch (cause) {
    if (cause instanceof OfflineError) return { draft: empty, note: 'offline' };
    if (cause instanceof ServerProblem) return { draft: empty, note: id === null ? 'documentUnknown' : 'unknown' };
    throw cause;
  }
}

async function draftBegun(id: string, form: ClientForm, empty: Draft): Promise<Beginning> {
  const draft = await openDraft(id, empty.person);
  if (draft === null) return { draft: empty, note: 'unknown' };
  if (draft.form !== form.id) {
    location.replace(`/forms/${encodeURIComponent(draft.form)}?draft=${encodeURIComponent(id)}`);
    return { draft: empty, note: null };
  }
  const { edition } = form.about;
  const isOfOtherEdition = draft.edition !== '' && draft.edition !== edition && draft.issued === null;
  return { draft: { ...draft, edition }, note: isOfOtherEdition ? 'edition' : null };
}

/** The values of an issued document, without the number that was its own. */
async function documentCopied(id: string, form: ClientForm, empty: Draft): Promise<Beginning> {
  const response = await ask(`/v1/documents/${encodeURIComponent(id)}/payload`);
  const { parts } = (await response.json()) as {
    readonly parts: readonly { readonly form: string; readonly data: JsonObject }[];
  };
  const data = parts.find((part) => part.form === form.id)?.data;
  if (data === undefined) return { draft: empty, note: 'documentUnknown' };
  const { numberField } = form.about;
  const payload = numberField === undefined ? data : withChange(data, numberField, undefined);
  return { draft: { ...empty, payload }, note: 'document' };
}
