import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/metrics.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Id of the request: in the log, in X-Request-Id and in problem answers. */
    id: string;
  }
}

/** A caller's own id is kept when it is harmless in a header and a log line. */
const callerId = /^[A-Za-z0-9-]{8,64}$/;

/** Gives each request an id, and writes one log line and one metric when it is answered. */
export function requestContext(log: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    request.id = typeof given === 'string' && callerId.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', request.id);
    const start = performance.now();
    response.on('close', () => {
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.requests.inc({ route, status: String(status) });
      log.info({
        request: request.id,
        method: request.method,
        route,
        status,
        milliseconds: Math.round(performance.now() - start),
      });
    });
    next();
  };
}

/** The pattern, not the address: an address may carry what a log must not. */
function routeOf(request: Request): string {
  const route: unknown = request.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'none';
  return String(route.path);
}
