import { type BerElement, MalformedBerError, tags } from './ber.ts';

/** Bytes of an OCTET STRING, which BER may write in pieces. */
export function octetsOf(element: BerElement): Uint8Array {
  if (element.tag !== tags.constructedOctetString) return element.expect(tags.octetString).content;
  return Buffer.concat([...element.members()].map(octetsOf));
}

/** In dotted decimal. */
export function objectIdentifierOf(element: BerElement): string {
  const { content } = element.expect(tags.objectIdentifier);
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(number)) throw new MalformedBerError('an object identifier is too large');
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first, ...others] = numbers;
  if (first === undefined || (content.at(-1) ?? 0) >= 0x80) throw new MalformedBerError('an object identifier is cut');
  // X.690 clause 8.19.4: the first two arcs share a number.
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join('.');
}

/** Lower-case hexadecimal without zeros before it. */
export function integerHexOf(element: BerElement): string {
  const hex = Buffer.from(element.expect(tags.integer).content).toString('hex');
  return hex.replace(/^(00)+(?=..)/, '');
}

/** For the small integers of versions and limits. */
export function smallIntegerOf(element: BerElement): number {
  const hex = integerHexOf(element);
  if (hex.length === 0 || hex.length > 8) throw new MalformedBerError('an integer is not small');
  return Number.parseInt(hex, 16);
}

export function booleanOf(element: BerElement): boolean {
  return element.expect(tags.boolean).content.some((byte) => byte !== 0);
}

/** Bytes of a BIT STRING; the last one may have bits that do not count and are zero. */
export function bitsOf(element: BerElement): Uint8Array {
  return element.expect(tags.bitString).content.subarray(1);
}

/** Bytes of a BIT STRING all of whose bits count, as those of signatures. */
export function wholeBitsOf(element: BerElement): Uint8Array {
  if (element.content[0] !== 0) throw new MalformedBerError('a signature is not of whole bytes');
  return bitsOf(element);
}

const utcTime = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/;

/** UTCTime or GeneralizedTime, as RFC 5280 narrows them; fractions of a second, which time stamps may have, to ms. */
export function timeOf(element: BerElement): Date {
  const text = Buffer.from(element.content).toString('latin1');
  const isUtc = element.tag === tags.utcTime;
  if (!isUtc) element.expect(tags.generalizedTime);
  const match = (isUtc ? utcTime : generalizedTime).exec(text);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = match ?? [];
  // RFC 5280 section 4.1.2.5.1: two digits stand for 1950 to 2049.
  const century = !isUtc ? '' : Number(year) < 50 ? '20' : '19';
  const written = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${written}${fraction.slice(0, 4)}Z`);
  if (match === null || Number.isNaN(time.getTime())) throw new MalformedBerError('a time is malformed');
  return time;
}
