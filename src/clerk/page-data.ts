import type { InterfaceLanguage } from '../compose/locales.ts';
import type { Scope } from '../registry/issuer.ts';

/** What the service writes into every page of the clerk, under the id `page-data`. */
export interface PageData {
  readonly language: InterfaceLanguage;
  readonly words: Readonly<Record<string, string>>;
  /** Where the words of each language are. */
  readonly wordAddresses: Readonly<Record<InterfaceLanguage, string>>;
  /** Who is signed in. */
  readonly person: { readonly id: string; readonly name: string };
  readonly issuer: { readonly id: string; readonly name: { readonly kk: string; readonly ru: string } };
  readonly scopes: readonly Scope[];
}

/** What every page has. */
export const pageData = dataUnder('page-data') as PageData;

/** Data that the service wrote into the page under an id. It is ours: its shape is what the page was built with. */
export function dataUnder(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? '{}');
}
