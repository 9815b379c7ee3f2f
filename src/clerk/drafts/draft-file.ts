import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../forms/json.ts';
import { type Language, languages } from '../../compose/document.ts';
import { outgoingPayload } from '../actions/outgoing.ts';
import type { FormStore } from '../state/form-store.ts';
import { labelLanguage } from '../findings/sentence.ts';

/** What a draft is as a file. */
export interface DraftFile {
  /** Null in a file that holds a payload and nothing else. */
  readonly form: string | null;
  readonly edition: string | null;
  readonly language: Language | null;
  readonly payload: JsonObject;
  readonly unreadable: Readonly<Record<string, string>>;
}

/** Why a file is not taken: a key of `actions.import.refused`. */
export class DraftFileError extends Error {
  override readonly name = 'DraftFileError';
  readonly reason: 'large' | 'json' | 'keys' | 'shape';

  constructor(reason: DraftFileError['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Registers of ten thousand rows are some megabytes. */
const mostBytes = 20_000_000;
const deepest = 32;
/** Names that would change what objects are made of. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** The draft as JSON, for another computer or for a program. */
export function exportFile(store: FormStore, title: string): { readonly blob: Blob; readonly name: string } {
  const { form, language, unreadable } = store;
  const file = {
    form: form.id,
    edition: form.about.edition,
    language,
    payload: outgoingPayload(store),
    ...(unreadable.size === 0 ? {} : { unreadable: Object.fromEntries(unreadable) }),
  };
  const name = title === '' ? form.locales[labelLanguage()].title : title;
  return {
    blob: new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }),
    name: `${name
      .replaceAll(/[^\p{L}\p{N} ,()№-]+/gu, ' ')
      .trim()
      .slice(0, 80)}.json`,
  };
}

/**
 * Reads a draft from a file: one that was exported here, an order of the service, or a bare payload.
 *
 * @throws DraftFileError
 */
export async function readDraftFile(file: Blob): Promise<DraftFile> {
  if (file.size > mostBytes) throw new DraftFileError('large');
  const parsed = parse(await file.text());
  refuseForbidden(parsed, 0);
  if (!isJsonObject(parsed)) throw new DraftFileError('shape');
  const payload = [parsed['payload'], parsed['data']].find(isJsonObject);
  const { form, edition, language, unreadable } = parsed;
  if (typeof form !== 'string' || payload === undefined) {
    return { form: null, edition: null, language: null, payload: parsed, unreadable: {} };
  }
  return {
    form,
    edition: typeof edition === 'string' ? edition : null,
    language: languages.find((known) => typeof language === 'string' && language.startsWith(known)) ?? null,
    payload,
    unreadable: textsIn(unreadable),
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch (cause) {
    throw new DraftFileError('json', { cause });
  }
}

function refuseForbidden(value: Json, depth: number): void {
  if (depth > deepest) throw new DraftFileError('shape');
  if (isJsonArray(value)) {
    for (const item of value) refuseForbidden(item, depth + 1);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) throw new DraftFileError('keys');
      refuseForbidden(item, depth + 1);
    }
  }
}

function textsIn(value: Json | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
