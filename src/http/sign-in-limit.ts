import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../problem.ts';
import { typedIn } from './typed-form.ts';

const minutes = 15;

/** Failed attempts in a quarter of an hour: of one address, behind which a whole office may be, and at one login. */
const failures = { address: 30, login: 10 } as const;

/** Failed attempts of one address to sign in. Whoever gets in is not counted. */
export function limitFailuresOfAddress(): RequestHandler {
  return limited(failures.address);
}

/** Failed attempts at one login, from any address; the form must have been read. */
export function limitFailuresAtLogin(): RequestHandler {
  return limited(failures.login, (request) => typedIn(request, 'login').trim().toLowerCase());
}

function limited(limit: number, keyGenerator?: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: minutes * 60_000,
    limit,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new Problem('too-many-requests', { params: { seconds: minutes * 60 } });
    },
    ...(keyGenerator === undefined ? {} : { keyGenerator }),
  });
}
