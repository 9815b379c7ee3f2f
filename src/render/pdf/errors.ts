/** Too many documents wait already; try again after `retryAfterSeconds`. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  readonly retryAfterSeconds: number;

  constructor(waiting: number, retryAfterSeconds: number) {
    super(`${waiting} documents are waiting to be printed`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The document took longer to print than it may. */
export class RenderTimeoutError extends Error {
  override readonly name = 'RenderTimeoutError';
  readonly limitMilliseconds: number;

  constructor(limitMilliseconds: number) {
    super(`not printed within ${limitMilliseconds} ms`);
    this.limitMilliseconds = limitMilliseconds;
  }
}

/** The browser failed on this document, also when it was tried again; `cause` tells why. */
export class RenderFailedError extends Error {
  override readonly name = 'RenderFailedError';
}

/** A page or its browser is gone: it died, or it no longer shows the document it was given. */
export class PageLostError extends Error {
  override readonly name = 'PageLostError';
}

/** The pool was closed before the document was printed. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor() {
    super('the browser pool is closed');
  }
}

/** Nobody waits for the document any more: it left the queue before it was printed. */
export class RenderAbandonedError extends Error {
  override readonly name = 'RenderAbandonedError';

  constructor() {
    super('nobody waits for the document any more');
  }
}
