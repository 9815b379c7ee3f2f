import type { Rule } from '../declarations.ts';
import { conditionsHold } from '../limits.ts';
import { placesOf, type Place } from '../rows.ts';
import type { Checked } from './check.ts';

/** Places of a field where the rule applies. */
export function placesWhere(rule: Rule, field: string, { payload }: Checked): Place[] {
  return placesOf(payload, field).filter((place) => conditionsHold(rule.given ?? [], payload, place));
}
