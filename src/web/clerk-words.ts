import { type InterfaceLanguage, type Locales, clerkNamespaces } from '../compose/locales.ts';

/** Sentences about payloads that the browser says itself; the others come with the service's answers. */
const problemWords = /^(?:error|type|words|citation)\./;

/** The words of the clerk's pages in one language: `tables.addRow`, `problems.error.required`. */
export function clerkWords(locales: Locales, language: InterfaceLanguage): Readonly<Record<string, string>> {
  const areas = clerkNamespaces.flatMap((namespace) =>
    Object.entries(locales.words(language, namespace)).map(([key, text]) => [`${namespace.slice(6)}.${key}`, text]),
  );
  const problems = Object.entries(locales.words(language, 'problems'))
    .filter(([key]) => problemWords.test(key))
    .map(([key, text]) => [`problems.${key}`, text]);
  return Object.fromEntries([...areas, ...problems]) as Record<string, string>;
}
