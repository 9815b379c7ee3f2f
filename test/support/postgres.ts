import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL server of its own, with a database for whoever started it. */
export interface PostgresServer {
  readonly url: string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same files. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const debian = '/usr/lib/postgresql';

/**
 * Starts a server on a socket in a temporary folder; nobody but this machine reaches it.
 *
 * @throws Error where PostgreSQL is not installed
 */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = programFolder();
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'nysan-postgres-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const words = ['--username=nysan', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(programs, 'initdb'), ['-D', data, ...words], { cwd: folder, stdio: 'pipe', ...user });
  const start = () => startServer(join(programs, 'postgres'), data, folder, user);
  let server = await start();
  return {
    url: `postgres://nysan@${encodeURIComponent(folder)}/postgres`,
    async kill() {
      await ended(server, 'SIGQUIT');
    },
    async start() {
      server = await start();
    },
    async stop() {
      await ended(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server takes connections. */
async function startServer(
  program: string,
  data: string,
  socketFolder: string,
  user: User | null,
): Promise<ChildProcess> {
  // A server of tests survives no power cut, and is faster for it.
  const settings = ['listen_addresses=', 'fsync=off', 'full_page_writes=off', 'max_connections=200'];
  const words = ['-D', data, '-k', socketFolder, ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(program, words, { cwd: socketFolder, stdio: ['ignore', 'ignore', 'pipe'], ...user });
  const told: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    told.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume();
      return server;
    }
  }
  throw new Error(`PostgreSQL does not start:\n${told.join('\n')}`);
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill(signal);
  await exit;
}

function programFolder(): string {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((one, other) => Number(other) - Number(one)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const found = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  if (found === undefined) {
    throw new Error(`the tests need PostgreSQL's initdb and postgres, on PATH or in ${debian} (package postgresql)`);
  }
  return found;
}

/** PostgreSQL refuses to run as root; null for anybody else. */
function unprivilegedUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const numberOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: numberOf('-u'), gid: numberOf('-g') };
}
