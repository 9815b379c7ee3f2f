import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { passwordLength } from '../people/password.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import type { ServedPage } from './page.ts';
import { labelledField } from './typed-field.ts';
import { Voice } from './voice.ts';

export const firstUserFields = ['code', 'name', 'login', 'password', 'again'] as const;
export type FirstUserField = (typeof firstUserFields)[number];

export interface FirstUserPage {
  /** Path to go on to. */
  readonly next: string;
  /** What was typed before, and was right; passwords never come back. */
  readonly code: string;
  readonly name: string;
  readonly login: string;
  /** Keys of what is wrong with what was typed, by field. */
  readonly errors: Partial<Readonly<Record<FirstUserField, string>>>;
  /** Key of the sentence that says why nothing was done; null at first. */
  readonly refusal: string | null;
}

/** The page on which the first person is made, with the code that the start has shown; it works without scripts. */
export function firstUserPage(
  { next, code, name, login, errors, refusal }: FirstUserPage,
  language: InterfaceLanguage,
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const voice = new Voice(locales, language, 'clerk-people');
  const [focused = 'code'] = firstUserFields.filter((field) => errors[field] !== undefined);
  return clerkPage(
    {
      language,
      title: voice.text('first.title'),
      layout: 'page door',
      caller: null,
      query: { next },
      stylesheets: ['people.css'],
      body: [
        `<section class="card"><h1>${voice.say('first.title')}</h1><p class="soft">${voice.say('first.why')}</p>`,
        refusal === null ? '' : `<p class="notice danger" role="alert">${voice.say(refusal)}</p>`,
        '<form method="post" action="/first-user">',
        `<input type="hidden" name="next" value="${escapeHtml(next)}">`,
        field(
          'code',
          'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" class="code"',
          code,
        ),
        field('name', 'autocomplete="name" maxlength="100"', name),
        field('login', 'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="60"', login),
        field('password', 'type="password" autocomplete="new-password"'),
        field('again', 'type="password" autocomplete="new-password"'),
        `<button class="primary">${voice.say('first.submit')}</button></form></section>`,
      ].join(''),
    },
    locales,
    assets,
  );

  function field(one: FirstUserField, attributes: string, value = ''): string {
    const help = locales.has(language, 'clerk-people', `first.${one}.help`)
      ? { help: voice.say(`first.${one}.help`, { ...passwordLength }) }
      : {};
    const error = errors[one];
    return labelledField({
      name: one,
      label: voice.say(`first.${one}`),
      attributes: `required ${attributes}${one === focused ? ' autofocus' : ''}`,
      value,
      ...help,
      error: error === undefined ? undefined : voice.say(error, { ...passwordLength }),
    });
  }
}
