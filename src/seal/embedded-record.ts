import { type Language, languages } from '../compose/document.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../forms/json.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { canonicalBytes } from '../trust/canonical.ts';
import { readDocumentId, readShortCode } from '../trust/crockford.ts';
import type { IssuedContent } from '../trust/fingerprint.ts';
import { readInstant } from '../trust/instant.ts';
import { InvalidRecordError } from './invalid-record.ts';
import { parseLimitedJson } from './limited-json.ts';

export const recordFormat = 'nysan-payload-1';

/** What an issued file carries inside: all that its fingerprint covers, and the codes printed on it. */
export interface EmbeddedRecord extends IssuedContent {
  readonly format: typeof recordFormat;
  /** 16 characters of Crockford's base32 in lower case. */
  readonly documentId: string;
  /** The verification code: 164 characters of base32 in upper case. */
  readonly code: string;
  /** `K7QX4-9M2TD` */
  readonly shortCode: string;
}

/** A register of some 3 500 rows; longer records are not sealed, so that reading stays within its memory. */
export const recordByteLimit = 8 * 1024 * 1024;

const codeBytes = 102;
const memberCount = 12;
/** Characters that XML 1.0 cannot hold (2.2); a record travels in office files too. */
const unfitForXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * The one spelling of a record (RFC 8785, UTF-8), which files carry.
 *
 * @throws InvalidRecordError where `readRecord` would refuse it
 */
export function recordBytes(record: EmbeddedRecord): Uint8Array {
  const bytes = spellingOf(record);
  readRecord(bytes);
  return bytes;
}

/**
 * Reads a record. Strict: every other spelling of the same record is refused, so that no change of its bytes goes
 * unseen.
 *
 * @throws InvalidRecordError
 */
export function readRecord(bytes: Uint8Array): EmbeddedRecord {
  if (bytes.byteLength > recordByteLimit) throw new InvalidRecordError('the record is too long');
  const text = decode(bytes);
  if (unfitForXml.test(text)) throw new InvalidRecordError('the record has a character that XML cannot hold');
  const value = parseLimitedJson(text);
  if (Buffer.compare(spellingOf(value), bytes) !== 0) {
    throw new InvalidRecordError('the record is not spelled as RFC 8785 says');
  }
  return recordOf(value);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidRecordError('the record is not UTF-8', { cause });
  }
}

function spellingOf(value: unknown): Uint8Array {
  try {
    return canonicalBytes(value);
  } catch (cause) {
    throw new InvalidRecordError('the record has no RFC 8785 form', { cause });
  }
}

function recordOf(value: Json): EmbeddedRecord {
  if (!isJsonObject(value)) throw new InvalidRecordError('the record is not an object');
  if (value.format !== recordFormat) throw new InvalidRecordError('the record has another format');
  if (Object.keys(value).length !== memberCount) throw new InvalidRecordError('the record has other members');
  return {
    format: recordFormat,
    form: textMember(value, 'form', (text) => /^[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){0,7}$/.test(text)),
    edition: textMember(value, 'edition', (text) => /^\d{4}-\d{2}-\d{2}$/.test(text)),
    issuer: textMember(value, 'issuer', (text) => /^\d{12}$/.test(text)),
    number: textMember(value, 'number', (text) => /^\P{Control}{1,200}$/u.test(text)),
    issuedAt: textMember(value, 'issuedAt', (text) => readInstant(text) !== null),
    languages: languagesOf(value.languages),
    documentId: textMember(value, 'documentId', (text) => readDocumentId(text) !== null),
    code: textMember(value, 'code', (text) => decodeBase32(text)?.length === codeBytes),
    shortCode: textMember(value, 'shortCode', (text) => readShortCode(text) === text),
    data: objectMember(value, 'data'),
    derived: objectMember(value, 'derived'),
  };
}

function textMember(record: JsonObject, member: string, isRight: (text: string) => boolean): string {
  const text = record[member];
  if (typeof text !== 'string' || !isRight(text)) throw new InvalidRecordError(`the record's ${member} is not right`);
  return text;
}

function objectMember(record: JsonObject, member: string): JsonObject {
  const value = record[member];
  if (!isJsonObject(value)) throw new InvalidRecordError(`the record's ${member} is not an object`);
  return value;
}

function languagesOf(value: Json | undefined): readonly Language[] {
  const named = isJsonArray(value) ? value : [];
  const known = named.flatMap((name) => languages.filter((language) => language === name));
  if (known.length === 0 || known.length !== named.length || new Set(known).size !== known.length) {
    throw new InvalidRecordError("the record's languages are not right");
  }
  return known;
}
