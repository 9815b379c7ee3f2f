import { valueAt, type JsonObject } from '../forms/json.ts';
import type { NumberSeries } from '../registry/reservation.ts';

const sequencePattern = /\{sequence([1-9])\}/;

/** The structure of numbers needs the issuer's code and the issuer has none. */
export class IssuerCodeMissingError extends Error {
  override readonly name = 'IssuerCodeMissingError';
}

/**
 * The series a form counts in: issuer, form and Almaty year, by the structure the rules give (op par. 18: code of the
 * chamber, last digit of the year, five digits).
 * @param structure `{issuerCode}{yearDigit}{sequence5}`; `{data:path}` takes a value of the document (op par. 57)
 * @param year of the issue in Almaty
 * @throws IssuerCodeMissingError
 */
export function numberSeries(
  form: string,
  structure: string,
  { year, issuerCode, data }: { readonly year: string; readonly issuerCode: string | null; readonly data: JsonObject },
): NumberSeries {
  if (structure.includes('{issuerCode}') && issuerCode === null) throw new IssuerCodeMissingError(form);
  const digits = Number(sequencePattern.exec(structure)?.[1] ?? '6');
  const prefix = structure
    .replaceAll('{issuerCode}', issuerCode ?? '')
    .replaceAll('{yearDigit}', year.slice(-1))
    .replaceAll('{year}', year)
    .replaceAll(/\{data:([^}]+)\}/g, (_, path: string) => textAt(data, path));
  return {
    key: `${form} ${year}`,
    first: 1,
    last: 10 ** digits - 1,
    format: (numeral) => prefix.replace(sequencePattern, String(numeral).padStart(digits, '0')),
  };
}

function textAt(data: JsonObject, path: string): string {
  const value = valueAt(data, path);
  if (typeof value !== 'string') throw new Error(`the structure of numbers names ${path}, which is no text`);
  return value;
}
