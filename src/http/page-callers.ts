import type { Request, RequestHandler, Response } from 'express';
import type { Locales } from '../compose/locales.ts';
import { onwardPage } from '../web/onward-page.ts';
import { clerkLanguageOf } from './clerk-language.ts';
import { sendPage } from './page-answer.ts';
import type { Sessions } from './sessions.ts';

/** Lets a page be seen by people who are signed in; others sign in first and come back to it. */
export function requireSignIn(sessions: Sessions, locales: Locales): RequestHandler {
  return async (request, response, next) => {
    const caller = await sessions.callerOf(request);
    if (caller !== null) {
      request.caller = caller;
      next();
    } else if (comesFromElsewhere(request) && !sessions.isCarriedBy(request)) {
      sendOnward(request, response, request.originalUrl, locales);
    } else {
      response.redirect(303, `/sign-in?${new URLSearchParams({ next: request.originalUrl }).toString()}`);
    }
  };
}

/** Goes on to a path of ours from a page of our own, so that the cookie of the session comes along. */
export function sendOnward(request: Request, response: Response, path: string, locales: Locales): void {
  sendPage(response, onwardPage(path, clerkLanguageOf(request, response), locales));
}

/** Whether a link on another site led here: then the browser has left the cookie of the session at home. */
export function comesFromElsewhere(request: Request): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-site'] === 'cross-site';
}
