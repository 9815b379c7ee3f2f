import kk from '../../../locales/kk/numbers.json' with { type: 'json' };
import ru from '../../../locales/ru/numbers.json' with { type: 'json' };
import type { Language } from '../../compose/document.ts';
import { isJsonObject } from '../json.ts';

/** A power of thousand and its forms by the plural category of the number before it; `other` serves the rest. */
export interface Scale extends Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> {
  readonly other: string;
  /** Units that agree with this word («одна», «две» тысячи), by digit; missing where the usual ones serve. */
  readonly units?: Readonly<Record<string, string>>;
}

/** What `locales/<language>/numbers.json` holds. */
export interface LanguageWords {
  readonly zero: string;
  /** 1 to 9. */
  readonly units: readonly string[];
  /** 10 to 19. */
  readonly teens: readonly string[];
  /** 20, 30, … 90. */
  readonly tens: readonly string[];
  /** 100, 200, … 900. */
  readonly hundreds: readonly string[];
  /** The same words of 1 to 999 in the genitive («в течение пяти дней»); missing where the language does without. */
  readonly genitive?: Pick<LanguageWords, 'units' | 'teens' | 'tens' | 'hundreds'>;
  /** Thousand, million, … in order. */
  readonly scales: readonly Scale[];
  readonly tenge: string;
  readonly tiyn: string;
  /** January to December in the case that a date needs. */
  readonly months: readonly string[];
  /** Months before a noun («ақпандағы жағдай бойынша»); missing where the date's own case serves. */
  readonly monthsAttributive?: readonly string[];
  /** A date with the places `{{day}}`, `{{month}}`, `{{year}}`. */
  readonly dateLong: string;
}

/** The words file of a language does not hold what it should. */
export class LanguageWordsError extends Error {
  override readonly name = 'LanguageWordsError';
}

/** Number and date words of every document language, read when the service starts. */
export const wordsOf: Readonly<Record<Language, LanguageWords>> = { kk: checked('kk', kk), ru: checked('ru', ru) };

function checked(language: Language, words: unknown): LanguageWords {
  if (!isLanguageWords(words)) throw new LanguageWordsError(`locales/${language}/numbers.json has not the right shape`);
  return words;
}

/** Whether JSON is a complete words file: every list as long as it must be, every place of the date present. */
export function isLanguageWords(value: unknown): value is LanguageWords {
  return (
    isJsonObject(value) &&
    [value['zero'], value['tenge'], value['tiyn']].every(isWord) &&
    isBelowThousand(value) &&
    (value['genitive'] === undefined || isBelowThousand(value['genitive'])) &&
    isWordList(value['months'], 12) &&
    (value['monthsAttributive'] === undefined || isWordList(value['monthsAttributive'], 12)) &&
    Array.isArray(value['scales']) &&
    value['scales'].every(isScale) &&
    isDatePattern(value['dateLong'])
  );
}

function isBelowThousand(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    isWordList(value['units'], 9) &&
    isWordList(value['teens'], 10) &&
    isWordList(value['tens'], 8) &&
    isWordList(value['hundreds'], 9)
  );
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isWordList(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(isWord);
}

function isScale(value: unknown): boolean {
  if (!isJsonObject(value) || !isWord(value['other'])) return false;
  const { units = {}, ...forms } = value;
  return isJsonObject(units) && Object.values(units).every(isWord) && Object.values(forms).every(isWord);
}

function isDatePattern(value: unknown): boolean {
  return isWord(value) && ['{{day}}', '{{month}}', '{{year}}'].every((place) => value.includes(place));
}
