import { expect, test } from 'vitest';
import { clerkNamespaces, interfaceLanguages, Locales } from '../../src/compose/locales.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';

const locales = new Locales(loadCatalogue().all());
const pluralEnding = /_(?:one|few|many|other)$/;

test.each(clerkNamespaces)('%s says the same things in the three languages', (namespace) => {
  const sentences = interfaceLanguages.map((language) => {
    const words = locales.words(language, namespace);
    // How many plural forms there are is the language's own.
    return [...new Set(Object.keys(words).map((key) => key.replace(pluralEnding, '')))].sort();
  });
  for (const others of sentences) expect(others).toEqual(sentences[0]);
});

test.each(clerkNamespaces)('%s puts the same values into them', (namespace) => {
  const placesOf = (language: 'kk' | 'ru' | 'en') =>
    Object.entries(locales.words(language, namespace)).map(
      ([key, text]) => [key, new Set(Array.from(text.matchAll(/{{\s*(\w+)\s*}}/g), ([, name]) => name))] as const,
    );
  const russian = new Map(placesOf('ru'));
  for (const language of ['kk', 'en'] as const) {
    for (const [key, places] of placesOf(language)) {
      const expected = russian.get(key);
      // «one» may leave the number out.
      if (expected !== undefined && !pluralEnding.test(key)) expect([key, places]).toEqual([key, expected]);
    }
  }
});

test('plural sentences have every form that the language counts with', () => {
  // After a number, Kazakh nouns stay as they are: one form serves.
  for (const language of ['ru', 'en'] as const) {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const namespace of clerkNamespaces) {
      const keys = new Set(Object.keys(locales.words(language, namespace)));
      const counted = new Set(
        [...keys].filter((key) => pluralEnding.test(key)).map((key) => key.replace(pluralEnding, '')),
      );
      for (const key of counted) {
        // Fractions («other» in Russian) are not counted with where every whole number has a form.
        const lacking = categories.filter((category) => !keys.has(`${key}_${category}`) && category !== 'other');
        expect([language, namespace, key, lacking]).toEqual([language, namespace, key, []]);
      }
    }
  }
});
