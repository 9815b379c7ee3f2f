import { useEffect, useReducer } from 'preact/hooks';
import type { InterfaceLanguage } from '../compose/locales.ts';
import { pageData } from './page-data.ts';

export type WordValues = Readonly<Record<string, string | number>>;

/** The sentences of one language by key: `tables.addRow`, `problems.error.required`. */
type Words = Readonly<Record<string, string>>;

const listeners = new Set<() => void>();
const known = new Map<InterfaceLanguage, Words>([[pageData.language, pageData.words]]);
let current: InterfaceLanguage = pageData.language;
let rules = new Intl.PluralRules(current);

/** The language of the interface: kept in a cookie for the next page, changed without leaving this one. */
export const interfaceLanguage = {
  get current(): InterfaceLanguage {
    return current;
  },

  /** @throws TypeError when the words cannot be fetched; the language stays as it is */
  async set(language: InterfaceLanguage): Promise<void> {
    if (!known.has(language)) {
      const address = pageData.wordAddresses[language];
      const response = await fetch(address);
      if (!response.ok) throw new TypeError(`no words at ${address}`);
      known.set(language, (await response.json()) as Words);
    }
    current = language;
    rules = new Intl.PluralRules(language);
    document.documentElement.lang = language;
    document.cookie = `language=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
    for (const listener of listeners) listener();
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

/**
 * A sentence in the language of the interface with its values put in as they are. With `count`, the sentence of its
 * plural category where there is one: `rows_one`, `rows_few`, `rows_other`.
 */
export function say(key: string, values: WordValues = {}): string {
  const words = known.get(current) ?? {};
  const { count } = values;
  const plural = typeof count === 'number' ? words[`${key}_${rules.select(count)}`] : undefined;
  const sentence = plural ?? words[`${key}_other`] ?? words[key];
  if (sentence === undefined) return key;
  return sentence.replaceAll(/{{\s*(\w+)\s*}}/g, (place, name: string) => String(values[name] ?? place));
}

/** Renders a component again when the language of the interface changes. */
export function useWords(): typeof say {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(
    () =>
      interfaceLanguage.subscribe(() => {
        again(undefined);
      }),
    [],
  );
  return say;
}
