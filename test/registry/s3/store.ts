import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { S3Settings } from '../../../src/registry/files/s3/settings.ts';

const bucket = 'nysan-test';

export interface S3Store {
  readonly settings: S3Settings;
  /** Folder of the bucket's objects, each in a file of its own. */
  readonly folder: string;
  /** Ends the process at once. */
  kill(): Promise<void>;
  /** Starts it anew, at the same address, with what it had. */
  restart(): Promise<void>;
}

/** A real S3-compatible server in a process of its own, for one test. It looks at no signature: `guarded` does. */
export async function startS3Store(): Promise<S3Store> {
  const folder = await mkdtemp(join(tmpdir(), 'nysan-s3-'));
  let running = await start(folder, 0);
  onTestFinished(async () => {
    await running.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const { port } = running;
  return {
    settings: {
      endpoint: new URL(`http://127.0.0.1:${port}`),
      bucket,
      region: 'us-east-1',
      accessKey: 'S3RVER',
      secretKey: 'S3RVER',
      isPathStyle: true,
    },
    folder: join(folder, bucket),
    kill: () => running.kill(),
    async restart() {
      running = await start(folder, port);
    },
  };
}

async function start(folder: string, port: number) {
  const program = join(dirname(createRequire(import.meta.url).resolve('s3rver/package.json')), 'bin', 's3rver.js');
  const words = ['-d', folder, '-a', '127.0.0.1', '-p', String(port), '--configure-bucket', bucket];
  // Its page tokens are in a cipher that today's OpenSSL keeps for legacy programs.
  const child = spawn(process.execPath, ['--no-deprecation', '--openssl-legacy-provider', program, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    port: await portIn(createInterface(child.stdout)),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function portIn(lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    const port = /listening on .*:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('the S3 server ended before it listened');
}
