import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { Problem } from '../problem.ts';
import { type Actor, type Issuer, type Scope, scopes } from '../registry/issuer.ts';
import type { Registry } from '../registry/registry.ts';

/** Who asks: a key belongs to one issuer and has scopes. */
export interface Caller {
  readonly actor: Actor;
  readonly issuer: Issuer;
  readonly scopes: readonly Scope[];
}

declare module 'express-serve-static-core' {
  interface Request {
    caller?: Caller;
  }
}

export interface KeyHolders {
  readonly registry: Registry;
  /** The key for first use: every scope of the issuer that the installation began with. */
  readonly bootstrap: { readonly key: string; readonly issuer: Issuer };
}

/** Lets a request pass that carries a known key. Secrets are compared as hashes, in constant time. */
export function requireKey({ registry, bootstrap }: KeyHolders): RequestHandler {
  const expected = digest(bootstrap.key);
  return async (request, response, next) => {
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || given === undefined) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new Problem('key-missing');
    }
    const caller = timingSafeEqual(digest(given), expected)
      ? { actor: { id: 'bootstrap', name: 'bootstrap' }, issuer: bootstrap.issuer, scopes }
      : await callerOf(registry, given);
    if (caller === null) {
      response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
      throw new Problem('key-unknown');
    }
    request.caller = caller;
    next();
  };
}

/** Whose work needs issued documents; a key that only renders drafts has no business with them. */
export const documentReaders = ['issue', 'revoke', 'sign', 'admin'] as const;

/** Lets a request pass whose key has one of the scopes. */
export function requireScope(...accepted: readonly Scope[]): RequestHandler {
  return (request, _response, next) => {
    const held = callerIn(request).scopes;
    if (!accepted.some((scope) => held.includes(scope))) {
      throw new Problem('scope-missing', { params: { scope: accepted.join(' | ') } });
    }
    next();
  };
}

/** The caller of a request that requireKey has let pass. @throws Problem `key-missing` */
export function callerIn(request: Request): Caller {
  if (request.caller === undefined) throw new Problem('key-missing');
  return request.caller;
}

async function callerOf(registry: Registry, secret: string): Promise<Caller | null> {
  const key = await registry.findKey(secret);
  const issuer = key === null ? null : await registry.issuer(key.issuer);
  if (key === null || issuer === null) return null;
  return { actor: { id: key.id, name: key.name }, issuer, scopes: key.scopes };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
