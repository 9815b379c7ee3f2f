import { addMonths } from '../../forms/words/date.ts';

/** Weeks that every month fits in: the grid keeps its height. */
const weeksShown = 6;
const daysInWeek = 7;
const millisecondsInDay = 86_400_000;

/** The day it is where the service works (ISO 8601). */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Almaty' }).format(new Date());
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * millisecondsInDay).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % daysInWeek;
}

/** The weeks around a month, Monday first, days of its neighbours where it begins or ends within a week. */
export function weeksOf(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  const monday = addDays(first, -weekday(first));
  return Array.from({ length: weeksShown }, (_, week) =>
    Array.from({ length: daysInWeek }, (_, index) => addDays(monday, week * daysInWeek + index)),
  );
}

/** The day that a key leads to from another in a calendar; undefined for other keys. */
export function dayAfterKey(day: string, { key, shiftKey }: { key: string; shiftKey: boolean }): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -daysInWeek);
    case 'ArrowDown':
      return addDays(day, daysInWeek);
    case 'Home':
      return addDays(day, -weekday(day));
    case 'End':
      return addDays(day, daysInWeek - 1 - weekday(day));
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return undefined;
  }
}
