import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../problem.ts';

const minute = 60_000;

/** Requests of one address to the public doors, which need no key: enough for a counter clerk, too few to guess codes. */
export function limitPublicRequests(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: minute,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new Problem('too-many-requests', { params: { seconds: minute / 1000 } });
    },
  });
}
