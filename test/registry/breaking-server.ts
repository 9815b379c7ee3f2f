import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folders.ts';

/** The way to a PostgreSQL server, which breaks when it is told to. */
export interface BreakingServer {
  readonly url: string;
  /** The next commit reaches the server, and its answer nobody. */
  readonly breakAtCommit: () => void;
}

const socketName = '.s.PGSQL.5432';

/** @param url of a server on a socket of this machine */
export async function breakingServer(url: string): Promise<BreakingServer> {
  const host = /@([^/]+)\//.exec(url)?.[1] ?? '';
  const folder = await temporaryFolder();
  const sockets = new Set<Socket>();
  let isToBreak = false;
  const server = createServer((caller) => {
    const called = connect(join(decodeURIComponent(host), socketName));
    let isBroken = false;
    const close = () => {
      for (const socket of [caller, called]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [caller, called]) {
      sockets.add(socket);
      socket.on('close', close);
      socket.on('error', close);
    }
    caller.on('data', (asked) => {
      isBroken ||= isToBreak && asked.includes('COMMIT');
      if (isBroken) isToBreak = false;
      called.write(asked);
    });
    called.on('data', (answered) => {
      if (isBroken) close();
      else caller.write(answered);
    });
  });
  server.listen(join(folder, socketName));
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: url.replace(host, encodeURIComponent(folder)),
    breakAtCommit: () => {
      isToBreak = true;
    },
  };
}
