import { parseCalendarDate } from './words/calendar.ts';
import { isDecimalTenge } from './words/money.ts';

/** String formats of payload schemas, for `addFormat` of the validator: whether a text is of the format. */
export const payloadFormats: Readonly<Record<string, (text: string) => boolean>> = {
  bin: isBin,
  iin: isIin,
  'bin-or-iin': isBinOrIin,
  'iban-kz': isKazakhIban,
  bik: isBik,
  kbe: isKbe,
  tnved: isTnved,
  kpved: isKpved,
  oked: isOked,
  kato: isKato,
  money: isDecimalTenge,
  decimal: isDecimal,
  percent: isPercent,
  phone: isPhone,
  date: isCalendarDate,
  email: isEmail,
  website: isWebsite,
};

export const formatNames: readonly string[] = Object.keys(payloadFormats);

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * The twelfth digit of a BIN or IIN from its first eleven, or null when they can not be a number: a number whose
 * remainder is 10 under both rows of weights is never given out.
 */
export function checkDigit(elevenDigits: string): number | null {
  if (!/^\d{11}$/.test(elevenDigits)) return null;
  const remainder = (weights: readonly number[]): number =>
    weights.reduce((sum, weight, index) => sum + weight * Number(elevenDigits[index]), 0) % 11;
  const first = remainder(firstWeights);
  if (first < 10) return first;
  const second = remainder(secondWeights);
  return second < 10 ? second : null;
}

function hasCheckDigit(twelveDigits: string): boolean {
  return checkDigit(twelveDigits.slice(0, 11)) === Number(twelveDigits.slice(11));
}

/** Business number: year and month of registration, kind of entity (4 resident, 5 non-resident, 6 joint business). */
function isBin(text: string): boolean {
  return /^\d{2}(?:0[1-9]|1[0-2])[456]\d{7}$/.test(text) && hasCheckDigit(text);
}

/** Individual number: birth date, century and sex (1 and 2 are the 19th century, 5 and 6 the 21st), serial number. */
function isIin(text: string): boolean {
  const match = /^(\d{2})(\d{2})(\d{2})([0-6])\d{5}$/.exec(text);
  if (match === null) return false;
  const [, year = '', month = '', day = '', century = ''] = match;
  // 0 tells no century; 2000 is the one with a leap day in every year that may have one.
  const centuries = ['20', '18', '18', '19', '19', '20', '20'];
  const born = `${centuries[Number(century)] ?? ''}${year}-${month}-${day}`;
  return isCalendarDate(born) && hasCheckDigit(text);
}

function isBinOrIin(text: string): boolean {
  return isBin(text) || isIin(text);
}

/** Account number: KZ, two check digits, three digits of the bank, 13 characters; modulo 97 as ISO 13616 has it. */
function isKazakhIban(text: string): boolean {
  // Check digits are 98 minus a remainder, so 02 to 98: 00, 01 and 99 would pass the division and are no check digits.
  if (!/^KZ(?!00|01|99)\d{5}[A-Z0-9]{13}$/.test(text)) return false;
  const rearranged = text.slice(4) + text.slice(0, 4);
  const digits = rearranged.replaceAll(/[A-Z]/g, (letter) => Number.parseInt(letter, 36).toString());
  return BigInt(digits) % 97n === 1n;
}

/** Bank identifier (ISO 9362) of a head office in Kazakhstan. */
function isBik(text: string): boolean {
  return /^[A-Z0-9]{4}KZ[A-Z0-9]{2}$/.test(text);
}

/** Code of the beneficiary: residency (1, 2) and sector of the economy (1 to 9). */
function isKbe(text: string): boolean {
  return /^[12][1-9]$/.test(text);
}

/** Ten digits of the foreign trade nomenclature of the Eurasian Economic Union. */
function isTnved(text: string): boolean {
  return /^\d{10}$/.test(text);
}

/** Product classifier: class 25.11, subcategory 25.11.23 or kind 25.11.23.500. */
function isKpved(text: string): boolean {
  return /^\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{3})?)?$/.test(text);
}

/** Activity classifier. */
function isOked(text: string): boolean {
  return /^\d{5}$/.test(text);
}

/** Classifier of administrative territories. */
function isKato(text: string): boolean {
  return /^\d{9}$/.test(text);
}

function isDecimal(text: string): boolean {
  return /^(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text);
}

/** A share of a hundred; the schema's `maximum` speaks for numbers, this for strings. */
function isPercent(text: string): boolean {
  return isDecimal(text) && Number(text) <= 100;
}

/** One telephone or several with commas between them: «8 (7172) 55-55-55, +7 701 555 55 55». */
function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  const numbers = text.split(',').map((number) => number.trim());
  return (
    text.length >= 6 &&
    text.length <= 60 &&
    digits.length >= 6 &&
    numbers.every((number) => /^\+?[\d ()-]*\d[\d ()-]*$/.test(number))
  );
}

function isCalendarDate(text: string): boolean {
  return parseCalendarDate(text) !== null;
}

function isEmail(text: string): boolean {
  const [local = '', host = '', ...rest] = text.split('@');
  const atoms = local.split('.');
  return (
    rest.length === 0 &&
    local.length <= 64 &&
    atoms.every((atom) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(atom)) &&
    isHostName(host)
  );
}

/** A host («www.mps.gov.kz») with or without a path, or an http(s) URL. */
function isWebsite(text: string): boolean {
  const address = text.replace(/^https?:\/\//i, '');
  if (!/^[\p{L}\p{N}][^\s\p{Cc}"'<>\\]*$/u.test(address)) return false;
  const url = URL.parse(`https://${address}`);
  return url !== null && url.username === '' && url.password === '' && isHostName(url.hostname);
}

/** A host name of at least two labels, in any alphabet; never an address in numbers. */
function isHostName(text: string): boolean {
  const labels = text.split('.');
  return (
    text.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label)) &&
    /^\p{L}/u.test(labels.at(-1) ?? '')
  );
}
