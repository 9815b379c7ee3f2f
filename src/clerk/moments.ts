import { dateLong } from '../forms/words/date.ts';
import { wordsOf } from '../forms/words/language-words.ts';
import { interfaceLanguage } from './words.ts';

/** Everything that this service dates is dated where it works. */
const timeZone = 'Asia/Almaty';

/** «2 августа, 14:05», with the year where it is another one. Not every browser knows the months of Kazakh. */
export function momentWords(instant: string): string {
  const { day, month, year, time } = partsOf(instant);
  const language = interfaceLanguage.current;
  const months = language === 'en' ? englishMonths : wordsOf[language].months;
  const shownYear = year === partsOf(new Date().toISOString()).year ? '' : ` ${year}`;
  return `${Number(day)} ${months[Number(month) - 1] ?? month}${shownYear}, ${time}`;
}

/** «02.08.2026 14:05»: as records are dated. */
export function momentFigures(instant: string): string {
  const { day, month, year, time } = partsOf(instant);
  return `${day}.${month}.${year} ${time}`;
}

/** «02.08.2026» from an ISO 8601 date. */
export function dayFigures(day: string): string {
  return day.split('-').reverse().join('.');
}

/** «1 ноября 2026 года» from an ISO 8601 date: the words of the paper, the figure as it is said. */
export function dayWords(day: string): string {
  const language = interfaceLanguage.current;
  if (language !== 'en') return dateLong(day, language).replace(/«0?(\d+)»/, '$1');
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

function partsOf(instant: string) {
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
  return { day: part('day'), month: part('month'), year: part('year'), time: `${part('hour')}:${part('minute')}` };
}

const englishMonths = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month)),
);
