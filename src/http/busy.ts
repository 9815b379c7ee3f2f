import type { Request, RequestHandler } from 'express';
import type { BrowserPool } from '../render/pdf/browser-pool.ts';
import { formatOf } from './negotiation.ts';

/**
 * Turns a POST away that would wait too long to be printed, before its body is read, checked and composed: the answer
 * costs next to nothing, whatever the load.
 * @param needsPage whether this request needs a page of the browser
 */
export function refuseWhenBusy(
  pool: Pick<BrowserPool, 'refuseWhenBusy'>,
  needsPage: (request: Request) => boolean,
): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'POST' && needsPage(request)) pool.refuseWhenBusy();
    next();
  };
}

export function isForPdf(request: Request): boolean {
  return formatOf(request) === 'pdf';
}
