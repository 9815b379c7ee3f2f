import type { Request } from 'express';
import { Problem } from '../problem.ts';

/** Bytes that the bodies of unanswered requests may fill; what they are read into takes some times as much. */
const heldLimit = 128 * 1024 * 1024;
const retrySeconds = 5;
let held = 0;
const heldBy = new WeakMap<Request, number>();

/**
 * Counts bytes of a body that were read, until its request is answered: however many registers come at once, the service
 * keeps standing.
 * @throws Problem `queue-full`
 */
export function holdBytes(request: Request, bytes: number): void {
  if (!heldBy.has(request)) {
    request.res?.once('close', () => {
      held -= heldBy.get(request) ?? 0;
      heldBy.delete(request);
    });
  }
  heldBy.set(request, (heldBy.get(request) ?? 0) + bytes);
  held += bytes;
  if (held > heldLimit) throw new Problem('queue-full', { params: { seconds: retrySeconds } });
}
