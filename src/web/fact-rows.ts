import type { Language } from '../compose/document.ts';
import type { PublicFact } from '../verification/answer.ts';
import type { Voice } from './voice.ts';

/** Rows of a table that a phone shows: enough to compare, and the page stays below 30 kB. */
const rowLimit = 10;
/** In characters: a value that stands alone, and one of many. */
const singleLimit = 300;
const manyLimit = 120;

/** The public facts as rows of a list of terms. */
export function factRows(facts: readonly PublicFact[], voice: Voice): string[] {
  return facts.map((fact) => row(voice.both(fact.label), factMarkup(fact, voice)));
}

/** @param term markup */
export function row(term: string, value: string): string {
  return `<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function factMarkup({ values, count }: PublicFact, voice: Voice): string {
  const limit = count > 1 ? manyLimit : singleLimit;
  const shown = (language: Language) =>
    values[language].slice(0, rowLimit).map((value) => shortened(value === '' ? '–' : value, limit));
  const [first, second] = voice.documentLanguages;
  const [own, others] = [shown(first), shown(second)];
  const items =
    own.length === others.length
      ? own.map((value, index) => voice.both({ kk: '', ru: '', [first]: value, [second]: others[index] ?? '' }))
      : [...own.map((value) => voice.in(first, value)), ...others.map((value) => voice.in(second, value))];
  if (items.length === 1) return items[0] ?? '';
  const rest = count - Math.min(count, rowLimit);
  const more = rest === 0 ? '' : `<p class="more">${voice.all('more', { rest })}</p>`;
  return `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>${more}`;
}

function shortened(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit).join('')}…`;
}
