import { randomBytes } from 'node:crypto';
import { readFiveBits, writeFiveBits } from './five-bits.ts';

/** Gives `size` bytes that nobody can foretell; tests give their own. */
export type RandomSource = (size: number) => Uint8Array;

/** Crockford's digits leave out I, L, O and U, which are misread or make words. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lowerDigits = digits.toLowerCase();

export const documentIdBytes = 10;
const shortCodeDigits = 10;

/** What people type for a digit: letters that look like it, on a Latin and on a Cyrillic keyboard. */
const misread: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  І: '1',
};

/** A new document id: 10 random bytes as 16 lower-case characters. */
export function newDocumentId(random: RandomSource = randomBytes): string {
  return documentIdText(random(documentIdBytes));
}

/**
 * The 16 characters that stand for a document id in addresses and file names.
 *
 * @throws RangeError when there are not 10 bytes
 */
export function documentIdText(bytes: Uint8Array): string {
  if (bytes.length !== documentIdBytes) throw new RangeError('A document id has 10 bytes.');
  return writeFiveBits(bytes, lowerDigits);
}

/** The 10 bytes of a document id, or null when the text is not one; lower case only, one text for one document. */
export function readDocumentId(text: string): Uint8Array | null {
  return text.length === 16 ? readFiveBits(text, lowerDigits) : null;
}

/** A new short code `K7QX4-9M2TD`: 50 random bits, typed by those who have no camera. */
export function newShortCode(random: RandomSource = randomBytes): string {
  // 256 is a multiple of 32: the low five bits of a random byte prefer no digit.
  return grouped(Array.from(random(shortCodeDigits), (byte) => digits.charAt(byte & 31)).join(''));
}

/**
 * A short code as it was typed (any case, any hyphens and spaces, O for 0, I and L for 1, Cyrillic letters of the same
 * look) in the spelling of `newShortCode`; null when it cannot be one.
 */
export function readShortCode(text: string): string | null {
  const typed = text.replaceAll(/[\s\p{Dash_Punctuation}]/gu, '').toUpperCase();
  const read = Array.from(typed, (character) => misread[character] ?? character);
  return read.length === shortCodeDigits && read.every((digit) => digits.includes(digit))
    ? grouped(read.join(''))
    : null;
}

function grouped(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}
