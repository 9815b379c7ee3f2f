import type { Response } from 'express';

/** Milliseconds after which a browser connects again. */
const reconnection = 2000;

/** Server-sent events (HTML Living Standard, section 9.2) to one listener. */
export class EventStream {
  readonly #response: Response;
  readonly #closed = new AbortController();
  #spoke = performance.now();

  /** Begins the answer. */
  constructor(response: Response) {
    this.#response = response;
    const close = () => {
      this.#closed.abort();
    };
    // Who asked may have gone before there was anything to say.
    if (response.destroyed) close();
    else response.on('close', close);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    // Nginx would keep events until its buffer is full.
    response.setHeader('X-Accel-Buffering', 'no');
    response.write(`retry: ${reconnection}\n\n`);
  }

  /** Aborted when nobody listens any more. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Milliseconds since something was said. */
  get silence(): number {
    return performance.now() - this.#spoke;
  }

  /** @param id by which a listener who connects again says what it has seen */
  send(event: string, data: unknown, id?: number): void {
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Says that the connection is there. */
  ping(): void {
    this.#write(': \n\n');
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    this.#response.write(text);
    this.#spoke = performance.now();
  }
}
