import type { RuleOf } from '../declarations.ts';
import { valueAt } from '../json.ts';
import { pathsSeenFrom, valueSeenFrom, type Place } from '../rows.ts';
import { addMonths } from '../words/date.ts';
import { addWorkingDays } from '../yearly/working-days.ts';
import type { Breach, Checked } from './check.ts';
import { placesWhere } from './places.ts';

/** Dates that follow each other, and dates within a term. ISO dates compare as text. */
export function checkDates(rule: RuleOf<'order' | 'within'>, checked: Checked): readonly Breach[] {
  switch (rule.kind) {
    case 'order':
      return placesWhere(rule, rule.later, checked).flatMap((place) => orderAt(rule, checked, place));
    case 'within': {
      const places = placesWhere(rule, rule.field, checked);
      const breaches = places.flatMap((place) => withinAt(rule, checked, place));
      return rule.some === true && breaches.length < places.length ? [] : breaches;
    }
  }
}

/** A single later date is compared with the earlier date of every row, and the row is told. */
function orderAt(rule: RuleOf<'order'>, { payload }: Checked, place: Place): Breach[] {
  const later = valueAt(payload, place.path);
  if (typeof later !== 'string') return [];
  const earlierPaths = pathsSeenFrom(payload, rule.earlier, place);
  return earlierPaths
    .filter((path) => {
      const earlier = valueAt(payload, path);
      return typeof earlier === 'string' && later < earlier;
    })
    .map((path) =>
      earlierPaths.length > 1 || (rule.earlier.includes('[]') && !rule.later.includes('[]'))
        ? { path, params: { other: rule.later }, code: 'rule-order-late' }
        : { path: place.path, params: { other: rule.earlier } },
    );
}

function withinAt(rule: RuleOf<'within'>, { payload }: Checked, place: Place): Breach[] {
  const date = valueAt(payload, place.path);
  if (typeof date !== 'string') return [];
  const of = valueSeenFrom(payload, rule.of, place);
  if (typeof of !== 'string') return [];
  const limit = endOfTerm(rule, of);
  if (limit === undefined)
    return [{ path: place.path, code: 'calendar-unknown', advice: true, params: { name: rule.of } }];
  const outside = rule.side === 'before' ? date < limit : date > limit;
  return outside ? [{ path: place.path, code: `rule-within-${rule.side}`, params: { limit, other: rule.of } }] : [];
}

function endOfTerm({ side, months, days, workingDays }: RuleOf<'within'>, of: string): string | undefined {
  const sign = side === 'before' ? -1 : 1;
  if (months !== undefined) return addMonths(of, sign * months);
  if (workingDays !== undefined) return addWorkingDays(of, sign * workingDays);
  const date = new Date(`${of}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + sign * (days ?? 0));
  return date.toISOString().slice(0, 10);
}
