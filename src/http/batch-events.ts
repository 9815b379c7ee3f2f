import { setTimeout as wait } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { batchView } from '../batches/view.ts';
import type { Batch } from '../registry/batches.ts';

/** Milliseconds between two looks: another node may do the rows. */
const interval = 250;
/** Milliseconds after which a connection without news says that it is there: proxies close silent ones. */
const silence = 15_000;
/** Milliseconds after which a browser connects again. */
const reconnection = 2000;

/**
 * Server-sent events (HTML Living Standard, section 9.2) until the batch is over: each tells the whole progress, so that
 * a connection that begins anew misses nothing. `Last-Event-ID` spares it what it has seen.
 */
export async function sendProgress(
  request: Request,
  response: Response,
  { find, isEnough }: { readonly find: () => Promise<Batch | null>; readonly isEnough: () => boolean },
): Promise<void> {
  const closed = new AbortController();
  response.on('close', () => {
    closed.abort();
  });
  const isGone = () => closed.signal.aborted;
  const first = await find();
  let seen = Number(request.headers['last-event-id']);
  if (first === null || (isOver(first) && first.version === seen)) {
    // Tells the browser not to connect again.
    response.status(204).end();
    return;
  }
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  // Nginx would keep events until its buffer is full.
  response.setHeader('X-Accel-Buffering', 'no');
  response.write(`retry: ${reconnection}\n\n`);
  let batch: Batch | null = first;
  let spoke = performance.now();
  while (batch !== null && !isGone()) {
    if (batch.version !== seen) {
      seen = batch.version;
      response.write(`id: ${seen}\nevent: progress\ndata: ${JSON.stringify(batchView(batch))}\n\n`);
      spoke = performance.now();
    }
    if (isOver(batch) || isEnough()) break;
    if (performance.now() - spoke > silence) {
      response.write(': \n\n');
      spoke = performance.now();
    }
    // It ends at once when nobody listens any more.
    await wait(interval, undefined, { signal: closed.signal }).catch(() => undefined);
    if (!isGone()) batch = await find();
  }
  response.end();
}

function isOver({ finishedAt }: Batch): boolean {
  return finishedAt !== null;
}
