import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import { icon } from './icons.ts';
import { Voice } from './voice.ts';

/** Who looks at a page, and for which organisation. */
export interface PersonOfPage {
  readonly actor: { readonly name: string };
  readonly issuer: { readonly name: { readonly kk: string; readonly ru: string } };
}

/** The parts of the service that the header leads to. */
export type Section = 'catalogue' | 'documents' | 'batches';

export interface ClerkHeader {
  readonly language: InterfaceLanguage;
  /** The section that the page is the beginning of. */
  readonly section?: Section;
  /** Null for a page that nobody has to sign in for: it leads nowhere. */
  readonly caller: PersonOfPage | null;
  /** What its address says beside the language: kept when another is chosen. */
  readonly query?: Readonly<Record<string, string>>;
}

const addresses: Readonly<Record<Section, string>> = {
  catalogue: '/',
  documents: '/documents',
  batches: '/batches',
};

/** What the languages are called by those who read them: short on the button, whole beside it. */
const languageNames: Readonly<Record<InterfaceLanguage, { readonly short: string; readonly whole: string }>> = {
  kk: { short: 'Қаз', whole: 'Қазақша' },
  ru: { short: 'Рус', whole: 'Русский' },
  en: { short: 'Eng', whole: 'English' },
};

/**
 * Markup of what stands on top of every page of the clerk. `data-say` and `data-say-label` name the words, so that the
 * browser can say them in another language without asking for the page again (src/clerk/header.ts).
 */
export function clerkHeader({ language, section, caller, query }: ClerkHeader, locales: Locales): string {
  const voice = new Voice(locales, language, 'clerk-header');
  const brand = `${icon('brand')}${voice.say('service')}`;
  return [
    `<a class="skip" href="#main" data-say="skip">${voice.say('skip')}</a><header class="clerk-header">`,
    caller === null ? `<span class="brand">${brand}</span>` : `<a class="brand" href="/">${brand}</a>`,
    caller === null ? '' : sections(section, voice),
    languageSwitch(language, query ?? {}, voice),
    caller === null ? '' : personMenu(caller, voice),
    '</header>',
  ].join('');
}

function sections(current: Section | undefined, voice: Voice): string {
  const links = (['catalogue', 'documents', 'batches'] as const).map(
    (name) =>
      `<a href="${addresses[name]}" data-say="${name}"${name === current ? ' aria-current="page"' : ''}>` +
      `${voice.say(name)}</a>`,
  );
  return `<nav ${spokenLabel('sections', voice)}>${links.join('')}</nav>`;
}

/** Links, for a browser without scripts; with them, no page is left. */
function languageSwitch(language: InterfaceLanguage, query: Readonly<Record<string, string>>, voice: Voice): string {
  const links = interfaceLanguages.map((one) => {
    const { short, whole } = languageNames[one];
    const current = one === language ? ' aria-current="true"' : '';
    const address = escapeHtml(`?${new URLSearchParams({ ...query, language: one }).toString()}`);
    return (
      `<a class="button small" href="${address}" lang="${one}" hreflang="${one}" data-language="${one}" ` +
      `title="${whole}"${current}>${short}</a>`
    );
  });
  return `<div class="languages segmented" role="group" ${spokenLabel('language', voice)}>${links.join('')}</div>`;
}

function personMenu({ actor, issuer }: PersonOfPage, voice: Voice): string {
  const [own] = voice.documentLanguages;
  const name = escapeHtml(actor.name);
  return [
    `<details class="menu person"><summary class="quiet" title="${name}">`,
    `${icon('person')}<span class="name">${name}</span>${icon('chevron')}</summary><div class="menu-list">`,
    `<p class="whose"><b>${name}</b><span class="soft small" data-kk="${escapeHtml(issuer.name.kk)}" `,
    `data-ru="${escapeHtml(issuer.name.ru)}">${voice.in(own, issuer.name[own])}</span></p><hr>`,
    `<a href="/verify" data-say="verify">${voice.say('verify')}</a>`,
    `<form method="post" action="/sign-out"><button data-say="signOut">${voice.say('signOut')}</button></form>`,
    '</div></details>',
  ].join('');
}

function spokenLabel(key: string, voice: Voice): string {
  return `data-say-label="${key}" aria-label="${voice.say(key)}"`;
}
