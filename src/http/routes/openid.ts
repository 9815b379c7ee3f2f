import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Core } from '../../core.ts';
import type { InterfaceLanguage } from '../../compose/locales.ts';
import { ProofRefusedError, ProviderUnavailableError, SignInDeclinedError } from '../../openid/errors.ts';
import { OpenidProvider } from '../../openid/provider.ts';
import type { OpenidSettings } from '../../openid/settings.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import { openidRefusedPage } from '../../web/openid-page.ts';
import type { OpenidLink } from '../../web/sign-in-page.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { ownPath } from '../own-path.ts';
import { sendOnward } from '../page-callers.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { Sessions } from '../sessions.ts';
import { keepAttempt, takeAttempt } from '../sign-in-attempts.ts';

const door = '/sign-in/openid';

/** The button on the page where people sign in. */
export function openidLink({ locales }: Core, { name }: OpenidSettings) {
  return (language: InterfaceLanguage, next: string): OpenidLink => {
    const [key, values] = name === null ? ['button', {}] : ['button-of', { name }];
    return {
      href: `${door}?${new URLSearchParams({ next }).toString()}`,
      label: locales.say(language, 'clerk-openid', key, values),
    };
  };
}

/** The way to an OpenID Connect provider and back. Nobody is added by coming from there: people are added beforehand. */
export function openidRoutes(
  core: Core,
  {
    settings,
    sessions,
    limited,
    log,
  }: {
    readonly settings: OpenidSettings;
    readonly sessions: Sessions;
    readonly limited: RequestHandler;
    readonly log: Logger;
  },
): Router {
  const router = Router();
  const { locales, assets } = core;
  const { registry, firstIssuer } = core.office;
  const provider = new OpenidProvider(settings);
  const own = settings.returnAddress;
  const isSecure = own.protocol === 'https:';

  router
    .route(door)
    .get(limited, async (request, response) => {
      const next = ownPath(request.query['next']);
      // The way back leads to one address; what is kept in the browser must be kept there. Once is enough: behind some
      // proxies the address always looks like another.
      if (request.host !== own.host && request.query['moved'] === undefined) {
        const query = new URLSearchParams({ next, moved: '1' });
        response.redirect(303, `${own.href.slice(0, -'/return'.length)}?${query.toString()}`);
        return;
      }
      const { attempt, address } = await provider.begin(clerkLanguageOf(request, response));
      keepAttempt(response, { ...attempt, next }, isSecure);
      response.setHeader('Cache-Control', 'no-store');
      response.redirect(303, address.href);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route(`${door}/return`)
    .get(limited, async (request, response) => {
      const attempt = takeAttempt(request, response, isSecure);
      if (attempt === null) throw new Problem('openid-expired');
      const subject = await provider.finish(queryOf(request), attempt);
      const person = await registry.personByOpenid(subject);
      if (person === null || !(await sessions.open(request, response, person.id))) {
        await registry.noteFailedSignIn({ person, issuer: firstIssuer.id });
        throw new Problem('openid-person-unknown', { params: { subject } });
      }
      // From the provider's site the browser does not bring the new cookie along; from a page of ours it does.
      sendOnward(request, response, attempt.next, locales);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  /** A person gets a sentence on a page, with the status that a program would get. */
  const refusedOnAPage: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem === null || response.headersSent) {
      next(error);
      return;
    }
    if (problem.status >= 500) log.error({ request: request.id, code: problem.code, err: causeOf(problem) });
    response.status(problem.status);
    sendPage(response, openidRefusedPage(problem, clerkLanguageOf(request, response), locales, assets));
  };
  router.use(door, refusedOnAPage);
  return router;
}

function queryOf(request: Request): string {
  return request.originalUrl.slice(request.path.length);
}

const shown: ReadonlySet<ProblemCode> = new Set(['openid-expired', 'openid-person-unknown', 'too-many-requests']);

function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return shown.has(error.code) ? error : null;
  if (error instanceof SignInDeclinedError) return new Problem('openid-declined', { cause: error });
  if (error instanceof ProofRefusedError) return new Problem('openid-refused', { cause: error });
  return error instanceof ProviderUnavailableError ? new Problem('openid-unavailable', { cause: error }) : null;
}

/** What the operator has to know: names of errors, and never an answer of the provider, which may hold a proof. */
function causeOf(problem: Problem): { readonly reasons: readonly string[] } {
  const reasons: string[] = [];
  let cause: unknown = problem.cause;
  while (cause instanceof Error && reasons.length < 5) {
    const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
    reasons.push(`${cause.name}: ${cause.message}${code}`);
    cause = cause.cause;
  }
  return { reasons };
}
