import type { Request, Response } from 'express';
import { isJsonObject } from '../forms/json.ts';
import type { SignInAttempt } from '../openid/provider.ts';
import { ownPath } from './own-path.ts';

/** An attempt to sign in elsewhere, and the path to go on to afterwards. */
export interface KeptAttempt extends SignInAttempt {
  readonly next: string;
}

/** Milliseconds that a person may take at the provider. */
const term = 15 * 60 * 1000;
const namePattern = /^[\w-]{8}$/;

/**
 * Keeps an attempt in the browser that began it, in a cookie of its own: two windows do not end each other's attempts.
 * It comes back with the person from the provider's site, so it is Lax; it opens nothing.
 */
export function keepAttempt(response: Response, attempt: KeptAttempt, secure: boolean): void {
  const value = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  response.cookie(nameOf(attempt.state), value, { ...attributes(secure), maxAge: term });
}

/** Takes the attempt that a person comes back from; null where this browser has not begun it, or too long ago. */
export function takeAttempt(request: Request, response: Response, secure: boolean): KeptAttempt | null {
  const { state } = request.query;
  if (typeof state !== 'string' || !namePattern.test(state.slice(0, 8))) return null;
  const name = nameOf(state);
  const value = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{1,4000})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
  if (value === undefined) return null;
  // Good for one answer.
  response.clearCookie(name, attributes(secure));
  const attempt = readAttempt(value);
  return attempt?.state === state ? attempt : null;
}

function nameOf(state: string): string {
  return `nysan_openid_${state.slice(0, 8)}`;
}

function attributes(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/sign-in/openid', secure } as const;
}

function readAttempt(value: string): KeptAttempt | null {
  let attempt: unknown;
  try {
    attempt = JSON.parse(Buffer.from(value, 'base64url').toString());
  } catch {
    // Cut off or written by somebody else.
    return null;
  }
  if (!isJsonObject(attempt)) return null;
  const { state, nonce, verifier, next } = attempt;
  if (typeof state !== 'string' || typeof nonce !== 'string' || typeof verifier !== 'string') return null;
  return { state, nonce, verifier, next: ownPath(next) };
}
