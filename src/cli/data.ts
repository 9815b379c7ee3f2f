import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** Contents of a file, or of standard input for `-`. */
export function readData(source: string): Promise<string> {
  return source === '-' ? text(process.stdin) : readFile(source, 'utf8');
}

/** Writes a file, or standard output for `-`. */
export async function writeOutput(target: string, bytes: Uint8Array): Promise<void> {
  if (target !== '-') return writeFile(target, bytes);
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}
