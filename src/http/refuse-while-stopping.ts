import type { RequestHandler } from 'express';
import { Problem } from '../problem.ts';

/**
 * Connections that callers keep open must not keep a stopping service alive: they bring no new work, and are closed
 * after the answer that is under way.
 */
export function refuseWhileStopping(stopping: () => boolean): RequestHandler {
  return (request, response, next) => {
    response.on('finish', () => {
      if (stopping()) request.socket.end();
    });
    if (stopping()) {
      response.setHeader('Connection', 'close');
      throw new Problem('shutting-down');
    }
    next();
  };
}
