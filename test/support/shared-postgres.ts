import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket that tells the address of the run's PostgreSQL server, as JSON. */
    postgresSocket: string;
  }
}

type Answer = { readonly url: string } | { readonly error: string };

/** One PostgreSQL server for the whole run, started when the first test asks for it. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nysan-postgres-socket-'));
  const socket = join(folder, 'socket');
  let starting: Promise<PostgresServer> | null = null;
  const listener = createServer((asked) => {
    starting ??= startPostgres();
    starting.then(
      ({ url }) => asked.end(JSON.stringify({ url } satisfies Answer)),
      (cause: unknown) => asked.end(JSON.stringify({ error: String(cause) } satisfies Answer)),
    );
  });
  listener.listen(socket);
  project.provide('postgresSocket', socket);
  return async () => {
    listener.close();
    const [outcome] = await Promise.allSettled([starting]);
    if (outcome.status === 'fulfilled') await outcome.value?.stop();
    rmSync(folder, { recursive: true });
  };
}

/** Address of the run's server. @throws Error where PostgreSQL is not installed */
export async function sharedPostgres(socket: string): Promise<string> {
  const answer = JSON.parse(await text(connect(socket))) as Answer;
  if ('error' in answer) throw new Error(answer.error);
  return answer.url;
}
