import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import { languageLinks } from './language-links.ts';
import { type ServedPage, webPage } from './page.ts';
import { signingStyle } from './signing-style.ts';
import { Voice } from './voice.ts';

/** NCALayer listens here, on the signatory's own computer, and nowhere else. */
const ncaLayer = 'wss://127.0.0.1:13579';

/** What the page may have to say: where the signature is on its way, or how it ended. */
const outcomes = [
  'opening',
  'connecting',
  'preparing',
  'choosing',
  'sending',
  'signed',
  'unverified',
  'cancelled',
  'failed',
  'closed',
  'refused',
  'late',
  'offline',
  'unsent',
  'key-unreadable',
] as const;

export interface SigningPage {
  /** Id of the document, as the address has it. */
  readonly document: string;
  /** Whether the reader is signed in and may sign: then no key is asked for. */
  readonly opensBySession: boolean;
}

/**
 * The page on which a signatory signs through NCALayer. By itself it tells nothing of the document, not even whether it
 * exists.
 */
export function signingPage(
  { document, opensBySession }: SigningPage,
  locales: Locales,
  language: InterfaceLanguage,
): ServedPage {
  const voice = new Voice(locales, language, 'signing');
  const words = outcomes.map((name) => `<template id="say-${name}"><p>${voice.say(`said.${name}`)}</p></template>`);
  return webPage({
    language,
    title: voice.text('title'),
    style: signingStyle,
    body: [
      languageLinks(`/sign/${encodeURIComponent(document)}`, language),
      `<h1>${voice.say('title')}</h1>`,
      `<p class="note phone">${voice.say('phone')}</p>`,
      `<noscript><p class="note">${voice.say('noscript')}</p></noscript>`,
      // Its field has no name: no browser can send the key anywhere but where the script does.
      `<form id="open" data-document="${escapeHtml(document)}"${opensBySession ? ' data-session' : ''} hidden>`,
      `<label for="key">${voice.say('key')}</label>`,
      '<input id="key" type="password" required autocomplete="off" spellcheck="false" aria-describedby="key-help"',
      ` data-missing="${voice.say('key.missing')}"><p id="key-help">${voice.say('key.help')}</p>`,
      `<button>${voice.say('key.open')}</button></form>`,
      '<div id="document"></div><div id="told" role="status" tabindex="-1"></div>',
      ...words,
      missingHelp(voice),
    ].join(''),
    modules: ['/sign/client/signing.js'],
    connections: ["'self'", ncaLayer],
  });
}

/** What to do when NCALayer does not answer. */
function missingHelp(voice: Voice): string {
  const steps = ['install', 'start', 'allow', 'again'].map((step) => `<li>${voice.say(`said.missing.${step}`)}</li>`);
  return `<template id="say-missing"><p>${voice.say('said.missing')}</p><ol>${steps.join('')}</ol></template>`;
}
