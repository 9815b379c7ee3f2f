import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../../src/project.ts';

/** Kept out of git: figures belong to the machine and the day. */
export const resultsFolder = projectPath('test', 'bench', 'results');

/** Keeps a result and tells where. */
export function keepResult(name: string, content: unknown): void {
  mkdirSync(resultsFolder, { recursive: true });
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(join(resultsFolder, name), text);
  say(`→ test/bench/results/${name}`);
}

export function say(text = ''): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
