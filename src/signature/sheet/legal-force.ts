import type { Language } from '../../compose/document.ts';
import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';
import { readYearly } from '../../forms/yearly/yearly-data.ts';

/** What a law says of the legal force of electronic documents, from its first to its last day in force. */
export interface LegalForceWording extends Readonly<Record<Language, string>> {
  /** ISO 8601 dates, both included; null where no end is known. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

const wordings = readWordings(readYearly('legal-force')['wordings']);

/**
 * The wording in force on a day of issue (ISO 8601 date, Almaty); undefined where none is known: then nothing is said.
 *
 * @param known those of schemas/yearly/legal-force.json unless told
 */
export function legalForce(
  day: string,
  known: readonly LegalForceWording[] = wordings,
): Readonly<Record<Language, string>> | undefined {
  return known.find(({ effectiveFrom, effectiveTo }) => {
    const hasEnded = effectiveTo !== null && day > effectiveTo;
    return effectiveFrom <= day && !hasEnded;
  });
}

/** @throws Error when the data are not what they should be: a service must not print half a sentence of a law */
export function readWordings(list: Json | undefined): readonly LegalForceWording[] {
  if (!isJsonArray(list)) throw new Error('schemas/yearly/legal-force.json has no list of wordings');
  return list.map((item) => {
    if (!isJsonObject(item)) throw new Error('schemas/yearly/legal-force.json: a wording is an object');
    const { effectiveFrom, effectiveTo, kk, ru } = item;
    const hasDays = isDay(effectiveFrom) && (effectiveTo === null || isDay(effectiveTo));
    if (!hasDays || typeof kk !== 'string' || typeof ru !== 'string') {
      throw new Error('schemas/yearly/legal-force.json: a wording has kk, ru, effectiveFrom and effectiveTo');
    }
    return { effectiveFrom, effectiveTo, kk, ru };
  });
}

function isDay(value: Json | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
