import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { Problem } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import type { ServedPage } from './page.ts';
import { Voice } from './voice.ts';

/** Why nobody was signed in with an account elsewhere, and the way back to the page where one may try again. */
export function openidRefusedPage(
  problem: Problem,
  language: InterfaceLanguage,
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-openid');
  const { title, detail } = describeProblem(problem, locales, language);
  return clerkPage(
    {
      language,
      title,
      layout: 'page door',
      caller: null,
      stylesheets: ['people.css'],
      body: [
        `<section class="card"><h1>${escapeHtml(title)}</h1>`,
        `<p class="notice danger" role="alert">${escapeHtml(detail)}</p>`,
        `<a class="button" href="/sign-in">${voice.say('back')}</a></section>`,
      ].join(''),
    },
    locales,
    assets,
  );
}
