import type { Request, Response } from 'express';
import { type InterfaceLanguage, interfaceLanguages } from '../compose/locales.ts';
import type { ServedPage } from '../web/page.ts';
import { interfaceLanguageOf } from './negotiation.ts';

/** The language that the reader chose on the page, else the one that the browser asks for. */
export function pageLanguageOf(request: Request): InterfaceLanguage {
  const chosen = interfaceLanguages.find((language) => language === request.query['language']);
  return chosen ?? interfaceLanguageOf(request);
}

/** A page is for its reader alone: no cache keeps it, no search engine lists it. */
export function sendPage(response: Response, { html, language, policy }: ServedPage): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Content-Language', language);
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  response.setHeader('Cache-Control', 'no-store');
  // Without a referrer, browsers say `Origin: null` with a form: what comes from our own pages would not be known.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.vary('Accept-Language');
  response.type('html').send(html);
}
