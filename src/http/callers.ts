import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import { type Actor, type Issuer, type Scope, scopes } from '../registry/issuer.ts';
import type { Registry } from '../registry/registry.ts';
import type { Sessions } from './sessions.ts';

/** Who asks, by a key or signed in as a person: both belong to one issuer and have scopes. */
export interface Caller {
  readonly actor: Actor;
  readonly issuer: Issuer;
  readonly scopes: readonly Scope[];
  /** Null for the bearer of a key. */
  readonly person: Person | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    caller?: Caller;
  }
}

export interface CallerSources {
  readonly registry: Registry;
  /** The key for first use: every scope of the issuer that the installation began with. */
  readonly bootstrap: { readonly key: string; readonly issuer: Issuer };
  readonly sessions: Sessions;
}

/**
 * Lets a request pass that carries a known key, or without a key the cookie of an open session. Secrets are compared as
 * hashes, in constant time.
 */
export function requireCaller({ registry, bootstrap, sessions }: CallerSources): RequestHandler {
  const expected = digest(bootstrap.key);
  const byKey = async (header: string): Promise<Caller> => {
    const [scheme, given] = header.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || given === undefined) throw new Problem('key-missing');
    const caller = timingSafeEqual(digest(given), expected)
      ? { actor: { id: 'bootstrap', name: 'bootstrap' }, issuer: bootstrap.issuer, scopes, person: null }
      : await callerOf(registry, given);
    if (caller === null) throw new Problem('key-unknown');
    return caller;
  };
  const bySession = async (request: Request): Promise<Caller> => {
    const caller = await sessions.callerOf(request);
    if (caller === null) throw new Problem('session-missing');
    return caller;
  };
  return async (request, _response, next) => {
    const header = request.headers.authorization ?? '';
    request.caller = await (header === '' && sessions.isCarriedBy(request) ? bySession(request) : byKey(header));
    next();
  };
}

/** Whose work needs issued documents; a key that only renders drafts has no business with them. */
export const documentReaders = ['issue', 'revoke', 'sign', 'admin'] as const;

/** Lets a request pass whose caller has one of the scopes. */
export function requireScope(...accepted: readonly Scope[]): RequestHandler {
  return (request, _response, next) => {
    const held = callerIn(request).scopes;
    if (!accepted.some((scope) => held.includes(scope))) {
      throw new Problem('scope-missing', { params: { scope: accepted.join(' | ') } });
    }
    next();
  };
}

/** The caller of a request that requireCaller has let pass. @throws Problem `key-missing` */
export function callerIn(request: Request): Caller {
  if (request.caller === undefined) throw new Problem('key-missing');
  return request.caller;
}

async function callerOf(registry: Registry, secret: string): Promise<Caller | null> {
  const key = await registry.findKey(secret);
  const issuer = key === null ? null : await registry.issuer(key.issuer);
  if (key === null || issuer === null) return null;
  return { actor: { id: key.id, name: key.name }, issuer, scopes: key.scopes, person: null };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
