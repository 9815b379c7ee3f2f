import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds between two looks for idle connections while the server closes. */
const idleLook = 100;
/** Milliseconds in which a request that is on its way may begin. */
const silenceAllowed = 1000;

/** The connections of a server, as far as its end has to do with them. */
export class Connections {
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /**
   * Takes no more connections; resolves when the last answer is out. A connection that was told to stay open before the
   * end began is closed, too, and so is one on which nobody ever asked: browsers open some ahead, and Node counts them
   * as busy for a minute.
   */
  close(): Promise<void> {
    const begun = performance.now();
    return new Promise((resolve) => {
      const closing = setInterval(() => {
        this.#server.closeIdleConnections();
        if (performance.now() - begun > silenceAllowed) this.#closeSilent();
      }, idleLook);
      this.#server.close(() => {
        clearInterval(closing);
        resolve();
      });
    });
  }

  #closeSilent(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }
}
