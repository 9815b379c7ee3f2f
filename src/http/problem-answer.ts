import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Locales } from '../compose/locales.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';
import { PoolClosedError, QueueFullError, RenderAbandonedError, RenderTimeoutError } from '../render/pdf/errors.ts';
import { RegistryUnavailableError, ReservationLostError } from '../registry/errors.ts';
import { drain } from './body.ts';
import { interfaceLanguageOf } from './negotiation.ts';

/** What is over after some seconds. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'queue-full',
  'registry-unavailable',
  'signature-in-progress',
  'gost-verifier-unreachable',
]);

/** Seconds after which a database that did not answer is asked again. */
const registryPause = 3;

/** Answers every error as problem+json in the caller's language; the cause of our own faults goes to the log. */
export function answerProblems(locales: Locales, catalogue: Catalogue, log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error, request);
    if (problem.status >= 500) log.error({ request: request.id, code: problem.code, err: problem.cause ?? problem });
    if (response.headersSent) {
      // Half an answer is worse than none: the caller must see that it broke off.
      response.destroy();
      return;
    }
    const form = catalogue.all().find(({ id }) => id === request.params['form']);
    const language = interfaceLanguageOf(request);
    const document = describeProblem(problem, locales, language, {
      instance: `urn:nysan:request:${request.id}`,
      ...(form === undefined ? {} : { form }),
    });
    if (passing.has(problem.code)) response.setHeader('Retry-After', String(problem.params['seconds']));
    // What a 401 must say (RFC 9110, section 11.6.1).
    if (problem.status === 401) {
      const error = problem.code === 'key-unknown' ? ' error="invalid_token"' : '';
      response.setHeader('WWW-Authenticate', `Bearer${error}`);
    }
    if (problem.code === 'method-not-allowed') response.setHeader('Allow', String(problem.params['allow']));
    response.status(problem.status);
    response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    response.setHeader('Content-Language', language);
    response.setHeader('Cache-Control', 'no-store');
    response.send(Buffer.from(JSON.stringify(document)));
    if (!request.complete) drain(request);
  };
}

/** No route took the request. */
export const refuseUnknownRoute: RequestHandler = () => {
  throw new Problem('route-unknown');
};

/** A known address, another method (RFC 9110 section 15.5.6). */
export function refuseOtherMethods(allow: string): RequestHandler {
  return () => {
    throw new Problem('method-not-allowed', { params: { allow } });
  };
}

function problemOf(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof QueueFullError) {
    return new Problem('queue-full', { params: { seconds: error.retryAfterSeconds }, cause: error });
  }
  if (error instanceof RenderTimeoutError) {
    return new Problem('render-timeout', { params: { seconds: error.limitMilliseconds / 1000 }, cause: error });
  }
  // A reservation is lost to others when its holder did not reach the database for too long.
  if (error instanceof RegistryUnavailableError || error instanceof ReservationLostError) {
    return new Problem('registry-unavailable', { params: { seconds: registryPause }, cause: error });
  }
  if (error instanceof RenderAbandonedError) return new Problem('request-aborted', { cause: error });
  if (error instanceof PoolClosedError) return new Problem('shutting-down', { cause: error });
  const code = clientFaultOf(error);
  return code === undefined
    ? new Problem('internal-error', { params: { request: request.id }, cause: error })
    : new Problem(code, { cause: error });
}

/** Faults that express finds before any route: an address that is not valid percent-encoded UTF-8. */
function clientFaultOf(error: unknown): ProblemCode | undefined {
  return error instanceof URIError ? 'url-malformed' : undefined;
}
