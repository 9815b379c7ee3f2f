import type { BatchesData } from '../clerk/batches/data.ts';
import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { Caller } from '../http/callers.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import { pageDataOf } from './page-data.ts';
import type { ServedPage } from './page.ts';
import { titleInList } from './title-in-list.ts';
import { Voice } from './voice.ts';

/** A page of batches: what it shows is in its data, the script puts it there (src/clerk/batches.tsx). */
export function batchesPage(
  data: BatchesData,
  { language, caller }: { readonly language: InterfaceLanguage; readonly caller: Caller },
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-batches');
  return clerkPage(
    {
      language,
      caller,
      title: titleOf(data, voice),
      ...(data.kind === 'list' ? { section: 'batches' } : {}),
      stylesheets: ['batches.css'],
      entry: 'batches',
      data: { 'page-data': pageDataOf(caller, language, locales, assets), 'batches-data': data },
      body: `<noscript>${new Voice(locales, language, 'clerk-header').say('noscript')}</noscript>`,
    },
    locales,
    assets,
  );
}

function titleOf(data: BatchesData, voice: Voice): string {
  if (data.kind !== 'batch') return voice.text(data.kind === 'new' ? 'new.title' : 'title');
  const [own] = voice.documentLanguages;
  return titleInList(data.title[own]);
}
