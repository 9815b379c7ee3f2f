import type { Language } from '../../compose/document.ts';
import { isJsonObject, valueAt, type Json, type JsonObject } from '../../forms/json.ts';
import type { ClientForm } from '../state/client-form.ts';

/** A form being filled in, as this browser keeps it. */
export interface Draft {
  /** Random: it stands in addresses and tells nothing. */
  readonly id: string;
  /** Whose it is; nobody else sees it in this browser. */
  readonly person: string;
  readonly form: string;
  /** Date of the wording that it was filled in for. */
  readonly edition: string;
  readonly language: Language;
  readonly payload: JsonObject;
  /** Texts that were typed and are no value of their field, by path. */
  readonly unreadable: Readonly<Record<string, string>>;
  /** As the person calls it; null while number and holder tell it apart. */
  readonly name: string | null;
  /** Number and holder. */
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  /** Counts what was changed here, so that windows and the service know which one is newer. */
  readonly revision: number;
  /** The copy that the service has; null while there is none. */
  readonly copy: ServerCopy | null;
  /** The issued document that this one shall replace. */
  readonly replaces: string | null;
  /** What was sent to be issued and has no answer yet. */
  readonly order: PendingOrder | null;
  readonly issued: IssuedDraft | null;
}

export interface ServerCopy {
  readonly etag: string;
  /** Revision of the draft that the copy holds. */
  readonly revision: number;
}

/** One key for all that was sent: whichever of it arrived, there is one document. */
export interface PendingOrder {
  readonly key: string;
  readonly bodies: readonly JsonObject[];
}

export interface IssuedDraft {
  readonly document: string;
  readonly number: string;
  /** The document that is still to be marked as replaced, and why. */
  readonly replacement: { readonly document: string; readonly reason: string } | null;
}

/** A random id: 26 letters and digits, good for addresses and for file names. */
export function newDraftId(): string {
  return randomText(26);
}

/** Letters that cannot be taken for each other: five bits each. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Not `randomUUID`: browsers have it on secure origins only, and the service may run in an office network without TLS. */
export function randomText(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => alphabet[byte & 31]).join('');
}

/** A draft that nothing was typed into. */
export function emptyDraft(form: ClientForm, person: string, language: Language): Draft {
  return {
    id: newDraftId(),
    person,
    form: form.id,
    edition: form.about.edition,
    language,
    payload: {},
    unreadable: {},
    name: null,
    subject: '',
    updatedAt: '',
    revision: 0,
    copy: null,
    replaces: null,
    order: null,
    issued: null,
  };
}

/** What tells one draft of a form from another: number and holder, empty while there are none. */
export function subjectOf({ about }: ClientForm, payload: JsonObject, language: Language): string {
  const { numberField, holder } = about;
  const parts = [numberField, holder?.name, holder?.name === undefined ? holder?.bin : undefined].map((path) =>
    path === undefined ? '' : textOf(valueAt(payload, path), language),
  );
  return parts
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, subjectLimit);
}

const subjectLimit = 200;

function textOf(value: Json | undefined, language: Language): string {
  if (typeof value === 'string') return value.trim();
  if (!isJsonObject(value)) return '';
  const own = value[language] ?? Object.values(value)[0];
  return typeof own === 'string' ? own.trim() : '';
}

/** What a list calls it. */
export function titleOf({ name, subject }: Pick<Draft, 'name' | 'subject'>): string {
  return name ?? subject;
}

/** Whether there is something to lose. */
export function hasContent({ payload, unreadable }: Pick<Draft, 'payload' | 'unreadable'>): boolean {
  return Object.keys(payload).length > 0 || Object.keys(unreadable).length > 0;
}
