import type { RequestHandler } from 'express';
import { Problem } from '../problem.ts';

/**
 * Connections that callers keep open must not keep a stopping service alive: each is closed after the answer that is
 * under way, or the next one.
 */
export function closeConnectionsWhen(stopping: () => boolean): RequestHandler {
  return (request, response, next) => {
    if (stopping()) response.setHeader('Connection', 'close');
    response.on('finish', () => {
      if (stopping()) request.socket.end();
    });
    next();
  };
}

/** A stopping service takes no new work. */
export function refuseWorkWhen(stopping: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    if (stopping()) throw new Problem('shutting-down');
    next();
  };
}
