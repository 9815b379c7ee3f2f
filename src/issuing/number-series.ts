import type { NumberSeries } from '../registry/reservation.ts';

const sequencePattern = /\{sequence([1-9])\}/;

/** The structure of numbers needs the issuer's code and the issuer has none. */
export class IssuerCodeMissingError extends Error {
  override readonly name = 'IssuerCodeMissingError';
}

/**
 * The series a form counts in: issuer, form and Almaty year, by the structure the rules give (op par. 18: code of the
 * chamber, last digit of the year, five digits).
 * @param structure `{issuerCode}{yearDigit}{sequence5}`
 * @param year of the issue in Almaty
 * @throws IssuerCodeMissingError
 */
export function numberSeries(form: string, structure: string, year: string, issuerCode: string | null): NumberSeries {
  if (structure.includes('{issuerCode}') && issuerCode === null) throw new IssuerCodeMissingError(form);
  const digits = Number(sequencePattern.exec(structure)?.[1] ?? '6');
  const prefix = structure
    .replaceAll('{issuerCode}', issuerCode ?? '')
    .replaceAll('{yearDigit}', year.slice(-1))
    .replaceAll('{year}', year);
  return {
    key: `${form} ${year}`,
    first: 1,
    last: 10 ** digits - 1,
    format: (numeral) => prefix.replace(sequencePattern, String(numeral).padStart(digits, '0')),
  };
}
