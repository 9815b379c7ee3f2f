import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from '../problem.ts';
import type { JsonObject } from '../forms/json.ts';
import type { IdempotencyClaim } from '../registry/reservation.ts';
import { canonicalBytes } from '../trust/canonical.ts';
import { callerIn } from './callers.ts';

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/**
 * What an Idempotency-Key claims: scope is API key and route, fingerprint the RFC 8785 form of the body.
 * @throws Problem `idempotency-key-invalid`
 */
export function idempotencyOf(request: Request, route: string, body: JsonObject): IdempotencyClaim | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !keyPattern.test(key)) throw new Problem('idempotency-key-invalid');
  return {
    apiKey: callerIn(request).actor.id,
    route,
    key,
    fingerprint: createHash('sha256').update(canonicalBytes(body)).digest('hex'),
  };
}
