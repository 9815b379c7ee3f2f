import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import { type ServedPage, webPage } from './page.ts';
import { Voice } from './voice.ts';

/**
 * A page that goes on to a path of ours by itself. Who follows a link on another site comes without the cookie of the
 * session (SameSite=Strict), through redirects too; from a page of our own they come with it.
 */
export function onwardPage(path: string, language: InterfaceLanguage, locales: Locales): ServedPage {
  const voice = new Voice(locales, language, 'clerk-people');
  const page = webPage({
    language,
    title: voice.text('onward'),
    style: 'body { font: 1rem/1.5 system-ui, sans-serif; padding: 2rem; color-scheme: light dark; }',
    body: `<p><a href="${escapeHtml(path)}">${voice.say('onward')}</a></p>`,
  });
  const refresh = `<meta http-equiv="refresh" content="0; url=${escapeHtml(path)}">`;
  return { ...page, html: page.html.replace('</head>', () => `${refresh}</head>`) };
}
