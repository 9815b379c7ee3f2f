import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { KeyStore } from '../../src/trust/keys/key-store.ts';

let home: string;
let folder: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'nysan-keys-'));
  folder = join(home, 'keys');
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

interface Companion {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: AsyncIterator<string>;
}

function start(...parameters: readonly string[]): Companion {
  const child = spawn(process.execPath, [projectPath('test', 'trust', 'key-process.ts'), ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function line(companion: Companion): Promise<string> {
  const next: IteratorResult<string, unknown> = await companion.lines.next();
  if (next.done === true) throw new Error('the process ended without a word');
  return next.value;
}

describe('processes that open one folder at once', () => {
  it('agree on the first key, give every kid once and lose no key', async () => {
    const issuers = ['astana', 'almaty', 'shymkent'];
    const companions = issuers.map((issuer) => start('rotate', folder, issuer));
    for (const companion of companions) expect(await line(companion)).toBe('ready');
    expect(existsSync(folder)).toBe(false);
    for (const companion of companions) companion.process.stdin.write('go\n');
    const answers = await Promise.all(
      companions.map(async (companion) => JSON.parse(await line(companion)) as { first: number; own: number[] }),
    );
    const store = KeyStore.open(folder);
    expect(new Set(answers.map((answer) => answer.first))).toEqual(new Set([store.current('shared').kid]));
    expect(store.list().map((key) => key.kid)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    for (const [index, issuer] of issuers.entries()) {
      const kids = store.list().filter((key) => key.issuer === issuer);
      expect(kids.map((key) => key.kid)).toEqual(answers[index]?.own);
      expect(kids.filter((key) => key.retiredAt === null).map((key) => key.kid)).toEqual([store.current(issuer).kid]);
    }
  });
});

describe('a process killed while it changes keys', () => {
  it('leaves no lock behind', async () => {
    expect(KeyStore.open(folder).current('astana').kid).toBe(1);
    const companion = start('hold', folder);
    expect(await line(companion)).toBe('held');
    companion.process.kill('SIGKILL');
    await once(companion.process, 'exit');
    expect(KeyStore.open(folder).rotate('astana').kid).toBe(2);
  });
});
