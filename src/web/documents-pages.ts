import type { DocumentsData } from '../clerk/documents/data.ts';
import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { Caller } from '../http/callers.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import { pageDataOf } from './page-data.ts';
import type { ServedPage } from './page.ts';
import { Voice } from './voice.ts';

/** A page of issued documents: what it shows is in its data, the script puts it there (src/clerk/documents.tsx). */
export function documentsPage(
  data: DocumentsData,
  { language, caller }: { readonly language: InterfaceLanguage; readonly caller: Caller },
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-documents');
  return clerkPage(
    {
      language,
      caller,
      title: data.kind === 'search' ? voice.text('title') : `№ ${data.document.number}`,
      ...(data.kind === 'search' ? { section: 'documents' } : {}),
      layout: 'page wide',
      stylesheets: ['documents.css'],
      entry: 'documents',
      data: { 'page-data': pageDataOf(caller, language, locales, assets), 'documents-data': data },
      body: `<noscript>${new Voice(locales, language, 'clerk-header').say('noscript')}</noscript>`,
    },
    locales,
    assets,
  );
}
