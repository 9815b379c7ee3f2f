import type { FormDefinition } from '../forms/definition.ts';
import { type Json, valueAt } from '../forms/json.ts';
import { maskedIin } from '../issuing/public-facts.ts';
import { compareRecords } from '../seal/compare-records.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import type { PublicFact } from './answer.ts';

/** One value in which a file differs from what was issued; values are given for public facts only. */
export interface Difference {
  /** JSON pointer into the issued record; empty for the record as a whole. */
  readonly pointer: string;
  /** What the form calls the field; null where it has no name for it. */
  readonly label: PublicFact['label'] | null;
  /** As in the record, long ones cut short; absent where there is none. */
  readonly issued?: string;
  readonly found?: string;
}

/** A changed register of 10 000 rows differs in tens of thousands of places: the first ones tell enough. */
export const differenceLimit = 100;
/** In characters: the found file is a stranger's, and what is said of it must stay short. */
const pointerLimit = 200;
const valueLimit = 300;

/** Where a file's record differs from the issued one: the first differences, and how many there are. */
export function differencesOf(
  issued: EmbeddedRecord,
  found: EmbeddedRecord,
  form: FormDefinition,
): { readonly differences: readonly Difference[]; readonly differenceCount: number } {
  const pointers = compareRecords(issued, found);
  const differences = pointers.slice(0, differenceLimit).map((pointer): Difference => {
    const path = fieldPath(pointer);
    const named = { pointer: shortened(pointer, pointerLimit), label: labelOf(path, form) };
    if (!isPublic(path, form.about.publicFacts)) return named;
    return { ...named, ...shown('issued', issued, pointer), ...shown('found', found, pointer) };
  });
  return { differences, differenceCount: pointers.length };
}

/** `/data/goods/0/tnved` → `goods.tnved`; null outside the data. */
function fieldPath(pointer: string): string | null {
  const [, member, ...keys] = pointer.split('/');
  return member === 'data' ? keys.filter((key) => !/^\d+$/.test(key)).join('.') : null;
}

/** `goods.tnved` is public when it is named, or when the whole of `goods` is. */
function isPublic(path: string | null, publicFacts: readonly string[]): boolean {
  return path !== null && publicFacts.some((fact) => path === fact || path.startsWith(`${fact}.`));
}

/** The label of the field, or of the nearest one around it: the Russian half of a name is called as the name. */
function labelOf(path: string | null, form: FormDefinition): Difference['label'] {
  const keys = path?.split('.') ?? [];
  const { kk, ru } = form.locales;
  for (let length = keys.length; length > 0; length -= 1) {
    const field = keys.slice(0, length).join('.');
    if (!Object.hasOwn(kk.fields, field) || !Object.hasOwn(ru.fields, field)) continue;
    return { kk: kk.fields[field] ?? '', ru: ru.fields[field] ?? '' };
  }
  return null;
}

function shown(name: 'issued' | 'found', record: EmbeddedRecord, pointer: string): Pick<Difference, typeof name> {
  const data: Json = record.data;
  const value = valueAt(data, pointer.split('/').slice(2).join('.'));
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  return { [name]: shortened(maskedIin(String(value)), valueLimit) };
}

function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}
