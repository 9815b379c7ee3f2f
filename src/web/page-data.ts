import type { PageData } from '../clerk/page-data.ts';
import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import type { Caller } from '../http/callers.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkWords } from './clerk-words.ts';

/** What the scripts of every page of the clerk read. */
export function pageDataOf(
  { actor, issuer, scopes }: Caller,
  language: InterfaceLanguage,
  locales: Locales,
  assets: ClerkAssets,
): PageData {
  const addresses = interfaceLanguages.map((one) => [one, assets.wordAddress(one)] as const);
  return {
    language,
    words: clerkWords(locales, language),
    wordAddresses: Object.fromEntries(addresses) as PageData['wordAddresses'],
    person: { id: actor.id, name: actor.name },
    issuer: { id: issuer.id, name: issuer.name },
    scopes,
  };
}
