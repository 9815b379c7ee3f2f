/** A day of the calendar: parts as they stand in an ISO 8601 date, zero-padded. */
export interface CalendarDate {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** The parts of `YYYY-MM-DD`, or null when the text is something else or the calendar has no such day. */
export function parseCalendarDate(iso: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) return null;
  const instant = new Date(`${iso}T00:00:00Z`);
  // A day that the month has not (30 February) rolls over into the next month instead of failing.
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(iso)) return null;
  const [, year = '', month = '', day = ''] = match;
  return { year, month, day };
}
