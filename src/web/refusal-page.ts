import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { ProblemDocument } from '../problem-text.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import type { PersonOfPage } from './clerk-header.ts';
import { clerkPage } from './clerk-page.ts';
import type { ServedPage } from './page.ts';
import { Voice } from './voice.ts';

/** What a person sees where there is no page for them: why, and a way on. */
export function refusalPage(
  { title, detail }: Pick<ProblemDocument, 'title' | 'detail'>,
  { language, caller }: { readonly language: InterfaceLanguage; readonly caller: PersonOfPage },
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-header');
  return clerkPage(
    {
      language,
      title,
      caller,
      body:
        `<div class="empty"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p>` +
        `<a class="button" href="/">${voice.say('toCatalogue')}</a></div>`,
    },
    locales,
    assets,
  );
}
