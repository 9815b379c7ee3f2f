import { interfaceLanguage } from './words.ts';

/** Everything that this service dates is dated where it works. */
const timeZone = 'Asia/Almaty';

/** «2 августа, 14:05», with the year where it is another one. */
export function momentWords(instant: string): string {
  const date = new Date(instant);
  const isThisYear = yearOf(date) === yearOf(new Date());
  return new Intl.DateTimeFormat(locale(), {
    timeZone,
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(date);
}

/** «02.08.2026 14:05»: as records are dated. */
export function momentFigures(instant: string): string {
  const parts = new Intl.DateTimeFormat('ru', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('day')}.${part('month')}.${part('year')} ${part('hour')}:${part('minute')}`;
}

/** «02.08.2026» from an ISO 8601 date. */
export function dayFigures(day: string): string {
  return day.split('-').reverse().join('.');
}

function yearOf(date: Date): string {
  return new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(date);
}

function locale(): string {
  return interfaceLanguage.current === 'en' ? 'en-GB' : interfaceLanguage.current;
}
