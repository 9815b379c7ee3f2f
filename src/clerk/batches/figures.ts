import { interfaceLanguage, say } from '../words.ts';

/** «9 990»; English has its comma. Not every browser knows how Kazakh groups digits: as Russian does. */
export function figures(count: number): string {
  return new Intl.NumberFormat(interfaceLanguage.current === 'en' ? 'en' : 'ru').format(count);
}

/** A sentence about so many, with its number as it is written: `{{shown}}`. */
export function sayCount(key: string, count: number, values: Readonly<Record<string, string>> = {}): string {
  return say(key, { ...values, count, shown: figures(count) });
}

/** How long the other rows take, roughly. */
export function durationWords(seconds: number): string {
  if (seconds < 60) return say('batches.remaining.moment');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return sayCount('batches.remaining.minutes', minutes);
  return say('batches.remaining.hours', { hours: figures(Math.floor(minutes / 60)), minutes: minutes % 60 });
}
