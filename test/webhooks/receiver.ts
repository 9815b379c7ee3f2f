import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A message as it came. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  readonly url: string;
  readonly received: readonly Received[];
  /** Statuses of the next answers; 204 after them. `null` gives no answer at all. */
  readonly answers: (number | null)[];
  /** Ends when so many messages have come. */
  until(count: number): Promise<void>;
  close(): void;
}

/** A receiver for one test. */
export async function startReceiver(): Promise<Receiver> {
  const receiver = await openReceiver();
  onTestFinished(() => {
    receiver.close();
  });
  return receiver;
}

/** Somebody who is told, on this machine. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: (number | null)[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ method: request.method ?? '', headers: request.headers, body });
      const status = answers.length === 0 ? 204 : (answers.shift() ?? null);
      if (status !== null) response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      for (const look of waiting) look();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/told`,
    received,
    answers,
    until(count) {
      return new Promise((resolve) => {
        const look = () => {
          if (received.length >= count) resolve();
        };
        waiting.add(look);
        look();
      });
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
