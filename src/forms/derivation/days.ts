import type { DerivationOf } from '../declarations.ts';
import type { JsonObject } from '../json.ts';
import { valueSeenFrom, type Place } from '../rows.ts';
import { addMonths } from '../words/date.ts';
import { addWorkingDays } from '../yearly/working-days.ts';
import type { Outcome } from './derive.ts';

type DayDerivation = DerivationOf<'addMonths' | 'addWorkingDays' | 'quarterDeadline'>;

/** Ends of terms, as dates. */
export function deriveDay(derivation: DayDerivation, payload: JsonObject, place: Place): Outcome {
  switch (derivation.kind) {
    case 'addMonths': {
      const start = valueSeenFrom(payload, derivation.to, place);
      return typeof start === 'string' ? { value: addMonths(start, derivation.months) } : undefined;
    }
    case 'addWorkingDays': {
      const start = valueSeenFrom(payload, derivation.to, place);
      if (typeof start !== 'string') return undefined;
      const end = addWorkingDays(start, derivation.days);
      return end === undefined ? { warning: 'calendar-unknown' } : { value: end };
    }
    case 'quarterDeadline': {
      const year = Number(valueSeenFrom(payload, derivation.year, place));
      const quarter = Number(valueSeenFrom(payload, derivation.quarter, place));
      if (!Number.isInteger(year) || !Number.isInteger(quarter)) return undefined;
      const firstDay = `${String(year).padStart(4, '0')}-01-${String(derivation.day).padStart(2, '0')}`;
      return { value: addMonths(firstDay, quarter * 3) };
    }
  }
}
