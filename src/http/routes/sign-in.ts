import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Core } from '../../core.ts';
import type { FirstUserCode } from '../../people/first-user.ts';
import { isPassword } from '../../people/password.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import type { InterfaceLanguage } from '../../compose/locales.ts';
import { type FirstUserPage, firstUserPage } from '../../web/first-user-page.ts';
import { type OpenidLink, type SignInPage, signInPage } from '../../web/sign-in-page.ts';
import { drain } from '../body.ts';
import { addFirstUser } from '../first-user.ts';
import { ownPath } from '../own-path.ts';
import { comesFromElsewhere, sendOnward } from '../page-callers.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { Sessions } from '../sessions.ts';
import { limitFailuresAtLogin, limitFailuresOfAddress } from '../sign-in-limit.ts';
import { typedForm, typedIn } from '../typed-form.ts';

export interface SignInDoor {
  readonly sessions: Sessions;
  /** Null when there were people at start. */
  readonly firstUser: FirstUserCode | null;
  /** The button of OpenID Connect, that leads back to `next`; null when it is not configured. */
  readonly openidLink: ((language: InterfaceLanguage, next: string) => OpenidLink) | null;
}

/** The pages on which people sign in and out, and on which the first of them is made. */
export function signInPages(core: Core, { sessions, firstUser, openidLink }: SignInDoor): Router {
  const router = Router();
  const { locales, assets } = core;
  const { registry, firstIssuer } = core.office;
  const ownFormOnly: RequestHandler = (request, _response, next) => {
    sessions.refuseOtherSites(request);
    next();
  };
  // First: what other sites send must not use up the attempts of a reader.
  const typedHere = [ownFormOnly, limitFailuresOfAddress(), ...typedForm];

  router
    .route('/sign-in')
    .get(async (request, response) => {
      const next = ownPath(request.query['next']);
      if (!(await registry.hasPeople())) goOn(response, '/first-user', next);
      else if ((await sessions.callerOf(request)) !== null) response.redirect(303, next);
      // Who is signed in may have followed a link on another site here.
      else if (comesFromElsewhere(request)) sendOnward(request, response, request.originalUrl, locales);
      else sendSignIn(request, response, { next });
    })
    .post(...typedHere, limitFailuresAtLogin(), async (request: Request, response: Response) => {
      const next = ownPath(typedIn(request, 'next'));
      const login = typedIn(request, 'login');
      const known = await registry.personByLogin(login);
      const isRight = await isPassword(typedIn(request, 'password'), known?.passwordHash ?? null);
      if (known !== null && isRight && (await sessions.open(request, response, known.person.id))) {
        response.redirect(303, next);
        return;
      }
      await registry.noteFailedSignIn({ person: known?.person ?? null, issuer: firstIssuer.id });
      response.status(403);
      sendSignIn(request, response, { next, login, refusal: 'wrong.sign-in' });
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/sign-out')
    .post(ownFormOnly, async (request, response) => {
      await sessions.close(request, response);
      response.redirect(303, '/sign-in');
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/first-user')
    .get(async (request, response) => {
      const next = ownPath(request.query['next']);
      if (firstUser === null || (await registry.hasPeople())) goOn(response, '/sign-in', next);
      else sendFirstUser(request, response, { next });
    })
    .post(...typedHere, async (request: Request, response: Response) => {
      const next = ownPath(typedIn(request, 'next'));
      if (firstUser === null || (await registry.hasPeople())) {
        goOn(response, '/sign-in', next);
        return;
      }
      const { person, errors } = await addFirstUser(request, firstUser, core.office);
      if (errors !== null) {
        response.status(422);
        const code = errors.code === undefined ? typedIn(request, 'code') : '';
        sendFirstUser(request, response, { next, code, ...typedPerson(request), errors });
      } else if (person !== null && (await sessions.open(request, response, person.id))) {
        response.redirect(303, next);
      } else {
        // Another was quicker.
        goOn(response, '/sign-in', next);
      }
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  /** A person gets a sentence on the page, with the status that a program would get. */
  const refusedOnThePage: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const refusal = error instanceof Problem ? refusalKeys[error.code] : undefined;
    if (!(error instanceof Problem) || refusal === undefined || response.headersSent) {
      next(error);
      return;
    }
    response.status(error.status);
    const shown = { next: ownPath(typedIn(request, 'next')), ...typedPerson(request), refusal };
    if (request.path === '/first-user') sendFirstUser(request, response, shown);
    else sendSignIn(request, response, shown);
    if (!request.complete) drain(request);
  };
  router.use(['/sign-in', '/sign-out', '/first-user'], refusedOnThePage);
  return router;

  function sendSignIn(request: Request, response: Response, shown: Pick<SignInPage, 'next'> & Partial<SignInPage>) {
    const language = clerkLanguageOf(request, response);
    const link = openidLink === null ? null : openidLink(language, shown.next);
    const page = { login: '', refusal: null, openidLink: link, ...shown };
    sendPage(response, signInPage(page, language, locales, assets));
    assets.prepare();
  }

  function sendFirstUser(
    request: Request,
    response: Response,
    shown: Pick<FirstUserPage, 'next'> & Partial<FirstUserPage>,
  ) {
    const page = { code: '', name: '', login: '', errors: {}, refusal: null, ...shown };
    sendPage(response, firstUserPage(page, clerkLanguageOf(request, response), locales, assets));
    assets.prepare();
  }
}

function goOn(response: Response, page: string, next: string): void {
  response.redirect(303, next === '/' ? page : `${page}?${new URLSearchParams({ next }).toString()}`);
}

/** What comes back onto a page that was not right. */
function typedPerson(request: Request): { readonly name: string; readonly login: string } {
  return { name: typedIn(request, 'name'), login: typedIn(request, 'login') };
}

/** Sentences for what may go wrong in a person's hands. */
const refusalKeys: Partial<Record<ProblemCode, string>> = {
  'too-many-requests': 'refused.too-many',
  'cross-site': 'refused.cross-site',
  'body-too-large': 'refused.unreadable',
  'body-encoding-unsupported': 'refused.unreadable',
  'request-aborted': 'refused.unreadable',
};
