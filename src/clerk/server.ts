import type { ProblemDocument } from '../problem-text.ts';
import { interfaceLanguage } from './words.ts';

/** A refusal of the service, in its own words. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem';
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The service cannot be reached: nothing is lost, but nothing was done either. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

/** Sent to the window when the session is over; the page offers to sign in again without losing what was typed. */
export const signedOutEvent = 'nysan-signed-out';

/**
 * Asks the service in the language of the interface.
 *
 * @throws ServerProblem when it refuses, OfflineError when it does not answer; an aborted request throws as fetch does
 */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', interfaceLanguage.current);
  const response = await answerTo(address, { ...init, headers });
  if (response.ok || response.status === 304) return response;
  if (response.status === 401) window.dispatchEvent(new Event(signedOutEvent));
  throw new ServerProblem(await problemOf(response));
}

/** Posts JSON; everything else as `ask`. */
export function post(address: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/json');
  return ask(address, { method: 'POST', ...init, headers, body: JSON.stringify(body) });
}

async function answerTo(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new OfflineError('the service does not answer', { cause });
  }
}

async function problemOf(response: Response): Promise<ProblemDocument> {
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json') === true) {
    return (await response.json()) as ProblemDocument;
  }
  const { status, statusText } = response;
  return { type: 'about:blank', title: statusText, status, detail: `${status} ${statusText}`, code: 'unknown' };
}
