import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Problem } from '../problem.ts';
import { UsageError } from './usage.ts';

/**
 * Contents of a file, or of standard input for `-`.
 * @throws UsageError when the file cannot be read, Problem `body-encoding-unsupported` when it is not UTF-8
 */
export async function readData(source: string): Promise<string> {
  const bytes = source === '-' ? await buffer(process.stdin) : await readGivenFile(source);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem('body-encoding-unsupported', { cause });
  }
}

/** Writes a file, or standard output for `-`. */
export async function writeOutput(target: string, bytes: Uint8Array): Promise<void> {
  if (target !== '-') return writeFile(target, bytes);
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

async function readGivenFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UsageError(`${file} cannot be read`, { cause });
  }
}
