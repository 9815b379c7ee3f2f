import { parseCalendarDate } from '../forms/words/calendar.ts';

const dayLength = 24 * 60 * 60 * 1000;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Almaty',
  calendar: 'iso8601',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/**
 * The day that the calendar shows in Almaty at an instant (ISO 8601 date).
 *
 * @throws RangeError when the date is invalid
 */
export function almatyDay(instant: Date): string {
  return new Date(wallClock(instant)).toISOString().slice(0, 10);
}

/** The time that clocks show in Almaty at an instant: `16:05:00`. */
export function almatyTime(instant: Date): string {
  return new Date(wallClock(instant)).toISOString().slice(11, 19);
}

/**
 * 24:00 of a day in Almaty: the first instant that no longer belongs to it.
 *
 * @throws RangeError when `day` is not an ISO 8601 date of the calendar
 */
export function endOfAlmatyDay(day: string): Date {
  if (parseCalendarDate(day) === null) throw new RangeError('A day of the calendar is needed, as YYYY-MM-DD.');
  const midnight = Date.parse(`${day}T00:00:00Z`) + dayLength;
  // The offset is that of the midnight itself: Kazakhstan moved its clocks on 1 March 2024.
  const nearby = new Date(midnight - offset(new Date(midnight)));
  return new Date(midnight - offset(nearby));
}

/**
 * 0:00 of a day in Almaty: its first instant.
 *
 * @throws RangeError when `day` is not an ISO 8601 date of the calendar
 */
export function startOfAlmatyDay(day: string): Date {
  if (parseCalendarDate(day) === null) throw new RangeError('A day of the calendar is needed, as YYYY-MM-DD.');
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - dayLength).toISOString().slice(0, 10);
  return endOfAlmatyDay(before);
}

/** Whether a document valid until `lastDay` is still within its term: the last day counts to 24:00 of Almaty. */
export function isWithinTerm(lastDay: string, instant: Date): boolean {
  return instant < endOfAlmatyDay(lastDay);
}

function offset(instant: Date): number {
  return wallClock(instant) - Math.floor(instant.getTime() / 1000) * 1000;
}

/** What the clocks in Almaty show, as if they showed UTC: milliseconds since 1970, whole seconds. */
function wallClock(instant: Date): number {
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
