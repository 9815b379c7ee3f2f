/** A day of the calendar: parts as they stand in an ISO 8601 date, zero-padded. */
export interface CalendarDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The parts of `YYYY-MM-DD`, or null when the text is something else or the calendar has no such day. */
export function parseCalendarDate(iso: string): CalendarDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8)];
  const days = daysOfMonth(Number(year), Number(month));
  return Number(day) >= 1 && Number(day) <= days ? { year, month, day } : null;
}

/** Days of a month of the Gregorian calendar, counted from 1; none of a month that the year has not. */
function daysOfMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (daysOfMonths[month - 1] ?? 0);
}
