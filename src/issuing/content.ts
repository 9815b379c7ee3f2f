import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../forms/json.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Payload, Trees } from '../registry/reservation.ts';
import { printedData } from './printed-data.ts';

/** One form of an issued document, checked and derived. */
export interface ContentPart {
  readonly form: string;
  readonly payload: JsonObject;
  readonly derived: JsonObject;
}

/** What a document was made of: the payload itself, or for a bundle those of its parts. */
export function wholePayload(parts: readonly ContentPart[]): Payload {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return { data: first.payload, derived: first.derived };
  return {
    data: { parts: parts.map(({ form, payload }) => ({ form, data: payload })) },
    derived: { parts: parts.map(({ derived }) => derived) },
  };
}

/** The forms of an issued document with their data: those of a bundle, else one alone. */
export function contentParts(
  { form, bundle }: Pick<DocumentRecord, 'form' | 'bundle'>,
  { data }: Payload,
): { readonly form: string; readonly data: JsonObject }[] {
  if (bundle === null) return [{ form, data }];
  const parts = isJsonArray(data['parts']) ? data['parts'] : [];
  return parts.flatMap((part) => {
    const { form: id, data: own } = isJsonObject(part) ? part : {};
    return typeof id === 'string' && isJsonObject(own) ? [{ form: id, data: own }] : [];
  });
}

/** The part of it that is printed: what the fingerprint covers and the files carry. */
export function printedPayload({ data, derived }: Payload, trees: Trees): Payload {
  const languages = Object.values(trees);
  const count = languages[0]?.length ?? 0;
  if (count <= 1) return { data: printedData(data, languages.flat()), derived };
  const parts = isJsonArray(data['parts']) ? data['parts'] : [];
  return {
    data: {
      parts: parts.map((part, index): Json => {
        const documents = languages.flatMap((tree) => tree[index] ?? []);
        const own = isJsonObject(part) ? part['data'] : undefined;
        return {
          form: isJsonObject(part) ? (part['form'] ?? null) : null,
          data: isJsonObject(own) ? printedData(own, documents) : {},
        };
      }),
    },
    derived,
  };
}
