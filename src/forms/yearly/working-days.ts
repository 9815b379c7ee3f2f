import data from '../../../schemas/yearly/working-days.json' with { type: 'json' };
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';

interface WorkingYear {
  /** Weekdays that are days off: holidays and days off moved onto them. */
  readonly off: ReadonlySet<string>;
  /** Weekend days that are worked because their day off was moved. */
  readonly working: ReadonlySet<string>;
}

const years = readYears();

/**
 * The day that is so many working days after (or, when negative, before) another; that day itself does not count.
 * Five-day week. Undefined when the calendar of a year on the way is not known.
 */
export function addWorkingDays(day: string, count: number): string | undefined {
  const step = count < 0 ? -1 : 1;
  let current = day;
  for (let left = Math.abs(count); left > 0;) {
    current = nextDay(current, step);
    const works = isWorkingDay(current);
    if (works === undefined) return undefined;
    if (works) left -= 1;
  }
  return current;
}

function isWorkingDay(day: string): boolean | undefined {
  const year = years.get(day.slice(0, 4));
  if (year === undefined) return undefined;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  return weekend ? year.working.has(day) : !year.off.has(day);
}

function nextDay(day: string, step: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(0, 10);
}

function readYears(): ReadonlyMap<string, WorkingYear> {
  const { years: listed }: JsonObject = data;
  if (!isJsonObject(listed)) throw new Error('schemas/yearly/working-days.json has no years');
  return new Map(
    Object.entries(listed).map(([year, calendar]) => {
      if (!isJsonObject(calendar)) throw new Error(`schemas/yearly/working-days.json: ${year} is no calendar`);
      return [year, { off: daysOf(calendar['off']), working: daysOf(calendar['working']) }];
    }),
  );
}

function daysOf(list: Json | undefined): ReadonlySet<string> {
  if (!isJsonArray(list)) throw new Error('schemas/yearly/working-days.json: off and working are lists of days');
  return new Set(list.map(String));
}
