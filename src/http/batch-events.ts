import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { batchView } from '../batches/view.ts';
import type { Batch } from '../registry/batches.ts';
import { EventStream } from './event-stream.ts';

/** Milliseconds between two looks: another node may do the rows. */
const interval = 250;
/** Milliseconds after which a connection without news says that it is there: proxies close silent ones. */
const longSilence = 15_000;

/**
 * Server-sent events until the batch is over: each tells the whole progress, so that a connection that begins anew misses
 * nothing. `Last-Event-ID` spares it what it has seen.
 */
export async function sendProgress(
  request: Request,
  response: Response,
  { find, isEnough }: { readonly find: () => Promise<Batch | null>; readonly isEnough: () => boolean },
): Promise<void> {
  const first = await find();
  let seen = Number(request.headers['last-event-id']);
  if (first === null || (isOver(first) && first.version === seen)) {
    // Tells the browser not to connect again.
    response.status(204).end();
    return;
  }
  const stream = new EventStream(response);
  const { closed } = stream;
  const isGone = () => closed.aborted;
  let batch: Batch | null = first;
  while (batch !== null && !isGone()) {
    if (batch.version !== seen) {
      seen = batch.version;
      stream.send('progress', batchView(batch), seen);
    }
    if (isOver(batch) || isEnough()) break;
    if (stream.silence > longSilence) stream.ping();
    // It ends at once when nobody listens any more.
    await wait(interval, undefined, { signal: closed }).catch(() => undefined);
    if (!isGone()) batch = await find();
  }
  stream.end();
}

function isOver({ finishedAt }: Batch): boolean {
  return finishedAt !== null;
}
