import { parseCalendarDate } from '../../forms/words/calendar.ts';
import { documentIdBytes, documentIdText, readDocumentId } from '../crockford.ts';
import { fingerprintHeadLength } from '../fingerprint.ts';
import { signatureLength } from '../signature.ts';
import { type CodeFacts, CodeFactsError } from './facts.ts';

/** Where each fact stands among the bytes; FORMAT.md has the same as a table. */
const at = { version: 0, keyId: 1, documentId: 3, formNumber: 13, issueDay: 15, holderBin: 17, fingerprint: 22 };
const holderBinLength = 5;

/** Version 1 of the layout in the high half, algorithm 1 (Ed25519) in the low one. */
const versionAndAlgorithm = 0x11;

export const factsLength = at.fingerprint + fingerprintHeadLength;
export const codeLength = factsLength + signatureLength;

const largest = 0xffff;
const dayLength = 24 * 60 * 60 * 1000;
const dayZero = Date.UTC(2020, 0, 1);

/**
 * The 38 signed bytes of a code.
 *
 * @throws CodeFactsError naming the fact that a code cannot carry
 */
export function factBytes(facts: CodeFacts): Uint8Array {
  const bytes = Buffer.alloc(factsLength);
  bytes.writeUInt8(versionAndAlgorithm, at.version);
  bytes.writeUInt16BE(numberWithin(facts, 'keyId', 1), at.keyId);
  bytes.set(documentId(facts), at.documentId);
  bytes.writeUInt16BE(numberWithin(facts, 'formNumber', 0), at.formNumber);
  bytes.writeUInt16BE(dayNumber(facts), at.issueDay);
  bytes.writeUIntBE(holderNumber(facts), at.holderBin, holderBinLength);
  bytes.set(head(facts), at.fingerprint);
  return Uint8Array.from(bytes);
}

/** The facts of 38 bytes, or null when `factBytes` makes no such bytes of any facts. */
export function factsOf(signed: Uint8Array): CodeFacts | null {
  const bytes = Buffer.from(signed);
  if (bytes.length !== factsLength || bytes.readUInt8(at.version) !== versionAndAlgorithm) return null;
  const keyId = bytes.readUInt16BE(at.keyId);
  const holder = bytes.readUIntBE(at.holderBin, holderBinLength);
  const holderBin = holder === 0 ? null : holder.toString().padStart(12, '0');
  if (keyId === 0 || (holderBin !== null && !isOrganisation(holderBin))) return null;
  return {
    keyId,
    documentId: documentIdText(signed.slice(at.documentId, at.documentId + documentIdBytes)),
    formNumber: bytes.readUInt16BE(at.formNumber),
    issueDay: new Date(dayZero + bytes.readUInt16BE(at.issueDay) * dayLength).toISOString().slice(0, 10),
    holderBin,
    fingerprintHead: signed.slice(at.fingerprint),
  };
}

function numberWithin(facts: CodeFacts, fact: 'keyId' | 'formNumber', least: number): number {
  const value = facts[fact];
  if (Number.isInteger(value) && value >= least && value <= largest) return value;
  throw new CodeFactsError(fact, `a whole number from ${least} to ${largest}`);
}

function documentId(facts: CodeFacts): Uint8Array {
  const bytes = readDocumentId(facts.documentId);
  if (bytes === null) throw new CodeFactsError('documentId', '16 characters of lower-case Crockford base32');
  return bytes;
}

function dayNumber(facts: CodeFacts): number {
  const days = (Date.parse(`${facts.issueDay}T00:00:00Z`) - dayZero) / dayLength;
  if (parseCalendarDate(facts.issueDay) !== null && days >= 0 && days <= largest) return days;
  throw new CodeFactsError('issueDay', 'a day from 2020-01-01 to 2199-06-06');
}

function holderNumber(facts: CodeFacts): number {
  if (facts.holderBin === null) return 0;
  if (isOrganisation(facts.holderBin)) return Number(facts.holderBin);
  throw new CodeFactsError('holderBin', 'the BIN of an organisation or null');
}

/** A BIN has 4, 5 or 6 where an IIN has the tens of a day: that alone keeps every IIN out of codes. */
function isOrganisation(digits: string): boolean {
  return /^\d{4}[456]\d{7}$/.test(digits);
}

function head(facts: CodeFacts): Uint8Array {
  if (facts.fingerprintHead.length === fingerprintHeadLength) return facts.fingerprintHead;
  throw new CodeFactsError('fingerprintHead', `${fingerprintHeadLength} bytes`);
}
