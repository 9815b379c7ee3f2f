import { readdirSync, readFileSync } from 'node:fs';

/** Numbers of the living processes below one process, as the system's process folder tells. */
export function processesBelow(ancestor: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))] as const),
  );
  const below = (process: number): number[] =>
    [...parents].filter(([, parent]) => parent === process).flatMap(([child]) => [child, ...below(child)]);
  return below(ancestor);
}

/** The browser that a service runs: its own child. */
export function browserOf(service: number): number {
  const browser = processesBelow(service).find((process) => commandOf(process).includes('chromium'));
  if (browser === undefined) throw new Error('the service runs no browser');
  return browser;
}

export function isAlive(process: number): boolean {
  return parentOf(process) !== null;
}

/** Null for a process that has ended, waited for by its parent or not. */
function parentOf(process: number): number | null {
  const [state, parent] = read(process, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return state === undefined || state === '' || state === 'Z' || state === 'X' ? null : Number(parent);
}

function commandOf(process: number): string {
  return read(process, 'cmdline').split('\0')[0] ?? '';
}

function read(process: number, file: string): string {
  try {
    return readFileSync(`/proc/${process}/${file}`, 'utf8');
  } catch {
    // Processes come and go while the folder is read.
    return '';
  }
}
