import type { Request, Response } from 'express';
import { type InterfaceLanguage, interfaceLanguages } from '../compose/locales.ts';
import { interfaceLanguageOf } from './negotiation.ts';

const cookiePattern = /(?:^|;\s*)language=(kk|ru|en)(?:;|$)/;
/** A year, in milliseconds. */
const kept = 365 * 24 * 60 * 60 * 1000;

/**
 * Language of the clerk's pages: the one just chosen in the header of a page without scripts, which is kept, else the
 * one chosen before, else what the browser asks for.
 */
export function clerkLanguageOf(request: Request, response: Response): InterfaceLanguage {
  const chosen = interfaceLanguages.find((language) => language === request.query['language']);
  if (chosen !== undefined) {
    // Scripts of the pages write it too.
    response.cookie('language', chosen, { maxAge: kept, sameSite: 'lax', path: '/' });
    return chosen;
  }
  const before = cookiePattern.exec(request.headers.cookie ?? '')?.[1];
  return interfaceLanguages.find((language) => language === before) ?? interfaceLanguageOf(request);
}
