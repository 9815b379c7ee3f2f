import type { Language } from '../../compose/document.ts';
import { parseCalendarDate } from './calendar.ts';
import type { CalendarDate } from './calendar.ts';
import { wordsOf } from './language-words.ts';
import { UnprintableValueError } from './unprintable.ts';

/** The blanks of a date: «day» month 20«year2», or the whole `year` where no century is printed. */
export type DatePart = 'day' | 'month' | 'monthAttributive' | 'year' | 'year2';

/**
 * An ISO 8601 date in the words of the acts: «20» ноября 2026 года; 2026 жылғы «20» қараша.
 *
 * @throws UnprintableValueError when `iso` is not a day of the calendar.
 */
export function dateLong(iso: string, language: Language): string {
  const date = calendarDate(iso);
  return wordsOf[language].dateLong
    .replace('{{day}}', date.day)
    .replace('{{month}}', monthWord(date, language))
    .replace('{{year}}', date.year);
}

/**
 * 20.11.2026, the same in both languages.
 *
 * @throws UnprintableValueError when `iso` is not a day of the calendar.
 */
export function dateShort(iso: string): string {
  const { year, month, day } = calendarDate(iso);
  return `${day}.${month}.${year}`;
}

/**
 * One part of a date for a form whose words stand between the blanks: `day` «20» and `year2` «26» in two figures,
 * `year` «2026», `month` as a word in the case the date needs («ноября», «қараша»), `monthAttributive` as the word before
 * a noun («қарашадағы»).
 *
 * @throws UnprintableValueError when `iso` is not a day of the calendar.
 */
export function datePart(iso: string, part: DatePart, language: Language): string {
  const date = calendarDate(iso);
  switch (part) {
    case 'day':
      return date.day;
    case 'month':
      return monthWord(date, language);
    case 'monthAttributive':
      return wordsOf[language].monthsAttributive?.[Number(date.month) - 1] ?? monthWord(date, language);
    case 'year':
      return date.year;
    case 'year2':
      return date.year.slice(2);
  }
}

/**
 * The same day `months` later; a day that the month has not is the month's last (29 February + 12 months is
 * 28 February), as terms in months are counted.
 *
 * @throws UnprintableValueError when `iso` is not a day of the calendar.
 */
export function addMonths(iso: string, months: number): string {
  const { year, month, day } = calendarDate(iso);
  const target = Number(year) * 12 + Number(month) - 1 + months;
  const [targetYear, targetMonth] = [Math.floor(target / 12), (target % 12) + 1];
  const lastDay = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  const parts = [String(targetYear).padStart(4, '0'), targetMonth, Math.min(Number(day), lastDay)];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

function calendarDate(iso: string): CalendarDate {
  const date = parseCalendarDate(iso);
  if (date === null) throw new UnprintableValueError('a day of the calendar as YYYY-MM-DD');
  return date;
}

function monthWord(date: CalendarDate, language: Language): string {
  const word = wordsOf[language].months[Number(date.month) - 1];
  if (word === undefined) throw new UnprintableValueError('a month from 01 to 12');
  return word;
}
