import { escapeHtml } from '../render/html/escape.ts';

/** An instant (ISO 8601) as clocks in Almaty show it, as markup. */
export function timeMarkup(instant: string): string {
  return `<time datetime="${escapeHtml(instant)}">${escapeHtml(almatyClock.format(new Date(instant)))}</time>`;
}

const almatyClock = new Intl.DateTimeFormat('ru-RU', {
  timeZone: 'Asia/Almaty',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
