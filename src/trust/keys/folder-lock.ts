import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KeyError } from './key-error.ts';

/** Milliseconds to wait for another process; changes of keys take a few. */
const patience = 10_000;
const sqliteBusy = 5;

/**
 * Does the work while no other process does any in this folder. The lock is SQLite's on an empty database: the kernel
 * lets go of it when its process dies, so that none is ever left behind. The work must not wait for anything: the
 * event loop stands still.
 *
 * @throws KeyError `folder-busy` when another process does not finish within 10 seconds
 */
export function whileLocked<Result>(folder: string, work: () => Result): Result {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: patience });
  try {
    begin(lock, folder);
    return work();
  } finally {
    lock.close();
  }
}

function begin(lock: DatabaseSync, folder: string): void {
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === sqliteBusy)) throw cause;
    throw new KeyError('folder-busy', `Another process keeps ${folder} locked.`, cause);
  }
}
