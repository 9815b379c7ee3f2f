import type { Language } from '../compose/document.ts';
import { isLanguage } from '../forms/catalogue.ts';

/** Languages in the order they are printed from `kk`, `ru`, `kk,ru` or `ru,kk`; null for any other text. */
export function parseLanguages(text: string): readonly Language[] | null {
  const languages = text.split(',').filter(isLanguage);
  const asGiven = languages.length > 0 && languages.join(',') === text;
  return asGiven && new Set(languages).size === languages.length ? languages : null;
}
