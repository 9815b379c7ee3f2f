import { createHash } from 'node:crypto';
import type { Language } from '../compose/document.ts';
import type { FormWords } from '../compose/form-words.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonObject, type Json, type JsonObject, valueAt } from '../forms/json.ts';
import type { NewDocument } from '../registry/record.ts';
import { almatyDay } from '../trust/almaty.ts';
import { codeText, signCode } from '../trust/code/code.ts';
import { newDocumentId, newShortCode } from '../trust/crockford.ts';
import { fingerprint, fingerprintHead, type IssuedContent } from '../trust/fingerprint.ts';
import type { SigningKey } from '../trust/keys/key.ts';
import { isIin, publicFacts } from './public-facts.ts';

/** A form of the order with its payload as it will be printed. */
export interface CheckedPart {
  readonly form: FormDefinition;
  readonly payload: JsonObject;
  readonly derived: JsonObject;
}

/** All that a new document is described from. */
export interface NewDocumentSource {
  /** The forms of the document, the principal one first. */
  readonly parts: readonly [CheckedPart, ...CheckedPart[]];
  readonly content: IssuedContent;
  readonly key: SigningKey;
  readonly instant: Date;
  /** The form's labels and words in both languages. */
  readonly wordsOf: (form: FormDefinition) => { readonly kk: FormWords; readonly ru: FormWords };
  readonly addressIsLocal: boolean;
}

/** Gives a document its id, its short code and its signed code, and writes down what the registry keeps of it. */
export function newDocument(source: NewDocumentSource): { readonly document: NewDocument; readonly code: Uint8Array } {
  const { parts, content, key, instant } = source;
  const [{ form, payload, derived }] = parts;
  const whole = fingerprint(content);
  const id = newDocumentId();
  const holder = holderOf(form, payload);
  const code = signCode(
    {
      keyId: key.kid,
      documentId: id,
      formNumber: form.about.code,
      issueDay: almatyDay(instant),
      holderBin: holder.bin,
      fingerprintHead: fingerprintHead(whole),
    },
    key,
  );
  const facts = parts.flatMap((part) => publicFacts(part.form, part.payload, source.wordsOf(part.form)));
  const document: NewDocument = {
    id,
    formNumber: form.about.code,
    edition: content.edition,
    issuedAt: content.issuedAt,
    languages: content.languages,
    masterLanguage: content.languages[0] ?? form.about.officialLanguage,
    validUntil: dayIn(derived, 'validUntil'),
    presentBy: dayIn(derived, 'presentBy'),
    holderBin: holder.bin,
    holderName: holder.name,
    codeText: codeText(code),
    codeHash: createHash('sha256').update(code).digest('hex'),
    shortCode: newShortCode(),
    keyId: key.kid,
    fingerprint: Buffer.from(whole).toString('hex'),
    publicFacts: { facts: facts as unknown as Json },
    bundle: parts.length > 1 ? id : null,
    warnings: warningsOf(form, content.languages, source.addressIsLocal),
  };
  return { document, code };
}

function dayIn(derived: JsonObject, field: string): string | null {
  const day = derived[field];
  return typeof day === 'string' ? day : null;
}

/** Whom the document is about. The IIN of an individual stays out: it enters neither codes nor search. */
function holderOf(form: FormDefinition, payload: JsonObject): { bin: string | null; name: string | null } {
  const { bin, name } = form.about.holder ?? {};
  const number = bin === undefined ? undefined : valueAt(payload, bin);
  const words = name === undefined ? undefined : valueAt(payload, name);
  return {
    bin: typeof number === 'string' && !isIin(number) ? number : null,
    name:
      typeof words === 'string'
        ? words
        : isJsonObject(words)
          ? Object.values(words)
              .filter((word) => typeof word === 'string')
              .join(' / ')
          : null,
  };
}

/** What a lawyer would want to know of a document that was issued all the same. */
function warningsOf(form: FormDefinition, languages: readonly Language[], addressIsLocal: boolean): string[] {
  return [
    ...(languages.includes(form.about.officialLanguage) ? [] : ['language-not-official']),
    ...(addressIsLocal ? ['address-local'] : []),
  ];
}
