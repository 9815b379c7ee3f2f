import { UnreadableFileError } from '../../refusal.ts';

/** A text and the place after it. */
export interface ReadText {
  readonly text: string;
  readonly end: number;
}

/** Longer than any text of a form, every byte of it written as `\ddd`. */
const textLimit = 256 * 1024;
/** Of digits: longer than any signature with its certificates and revocation lists. */
const digitsLimit = 2 * 1024 * 1024;
const closingBracket = 0x3e;
const openingRound = 0x28;
const closingRound = 0x29;
const backslash = 0x5c;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * `(text)` (ISO 32000-1, 7.3.4.2) from behind its opening bracket; brackets inside are in pairs.
 * @throws UnreadableFileError where it does not end
 */
export function literalText(bytes: Buffer, start: number): ReadText {
  const limit = Math.min(bytes.length, start + textLimit);
  let depth = 1;
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === backslash) at += 1;
    else if (byte === openingRound) depth += 1;
    else if (byte === closingRound) depth -= 1;
    if (depth === 0) return { text: unescaped(bytes.toString('latin1', start, at)), end: at + 1 };
  }
  throw endless();
}

/**
 * `<74657874>` (7.3.4.3) from behind its opening bracket.
 * @throws UnreadableFileError where it does not end
 */
export function hexadecimalText(bytes: Buffer, start: number): ReadText {
  const length = bytes.subarray(start, start + digitsLimit).indexOf(closingBracket);
  if (length < 0) throw endless();
  const digits = bytes.toString('latin1', start, start + length).replaceAll(/\s/g, '');
  return { text: Buffer.from(digits, 'hex').toString('latin1'), end: start + length + 1 };
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:([0-7]{1,3})|(\r\n|[^]))/g, (_, octal: string | undefined, character: string) => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
    if (/[\r\n]/.test(character)) return '';
    return escapes[character] ?? character;
  });
}

function endless(): UnreadableFileError {
  return new UnreadableFileError('damaged', 'a text does not end');
}
