import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import type { ServedPage } from './page.ts';
import { labelledField } from './typed-field.ts';
import { Voice } from './voice.ts';

/** Where people sign in with an account that they have elsewhere. */
export interface OpenidLink {
  readonly href: string;
  /** What the button says, in the language of the page. */
  readonly label: string;
}

export interface SignInPage {
  /** Path to go on to. */
  readonly next: string;
  /** What was typed before; the password never comes back. */
  readonly login: string;
  /** Key of the sentence that says why nobody was signed in; null at first. */
  readonly refusal: string | null;
  /** Null when OpenID Connect is not configured. */
  readonly openidLink: OpenidLink | null;
}

/** The page on which people sign in; it works without scripts. */
export function signInPage(
  { next, login, refusal, openidLink }: SignInPage,
  language: InterfaceLanguage,
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-people');
  // The cursor stands where typing goes on.
  const [loginFocus, passwordFocus] = login === '' ? ['autofocus', ''] : ['', 'autofocus'];
  return clerkPage(
    {
      language,
      title: voice.text('signIn.title'),
      layout: 'page door',
      caller: null,
      query: { next },
      stylesheets: ['people.css'],
      body: [
        `<section class="card"><h1>${voice.say('signIn.title')}</h1>`,
        refusal === null ? '' : `<p class="notice danger" role="alert">${voice.say(refusal)}</p>`,
        '<form method="post" action="/sign-in">',
        `<input type="hidden" name="next" value="${escapeHtml(next)}">`,
        labelledField({
          name: 'login',
          label: voice.say('login'),
          attributes: `required maxlength="60" autocomplete="username" autocapitalize="none" spellcheck="false" ${loginFocus}`,
          value: login,
        }),
        labelledField({
          name: 'password',
          label: voice.say('password'),
          attributes: `type="password" required autocomplete="current-password" ${passwordFocus}`,
        }),
        `<button class="primary">${voice.say('signIn.submit')}</button></form>`,
        openidLink === null ? '' : elsewhere(openidLink, voice),
        `</section><p class="help">${voice.say('signIn.help')}</p>`,
      ].join(''),
    },
    locales,
    assets,
  );
}

function elsewhere({ href, label }: OpenidLink, voice: Voice): string {
  return (
    `<p class="or"><span>${voice.say('signIn.or')}</span></p>` +
    `<a class="button" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`
  );
}
