import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsync, openSync, write } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FolderTakenError } from '../errors.ts';

/** What is written is durable when the writing ends: one wait for the disk instead of two. */
const newDurable = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_DSYNC;

/** Makes the names in a folder durable: a file is not safe before its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  // Only what waits for the disk goes to another thread: getting there and back takes longer than to open a file.
  const handle = openSync(folder, 'r');
  try {
    await promisify(fsync)(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a new file, for its owner only, and makes its bytes durable; its name is not yet (`syncFolder`). */
export async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = openSync(file, newDurable, 0o600);
  try {
    for (let at = 0; at < bytes.byteLength;) at += (await promisify(write)(handle, bytes, at)).bytesWritten;
  } finally {
    closeSync(handle);
  }
}

/**
 * Fills a folder that is new or empty. What `fill` writes to the unfinished folder within it gets its place when all is
 * written; `last` comes last: a folder that has it is whole.
 *
 * @throws FolderTakenError
 */
export async function fillFolder<Result>(
  folder: string,
  last: string,
  fill: (unfinished: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new FolderTakenError(`${folder} is not empty`);
  const unfinished = join(folder, `unfinished-${randomBytes(6).toString('hex')}`);
  await mkdir(unfinished, { mode: 0o700 });
  let result: Result;
  try {
    result = await fill(unfinished);
    const names = (await readdir(unfinished)).filter((name) => name !== last);
    for (const name of names) await rename(join(unfinished, name), join(folder, name));
    await syncFolder(folder);
    await rename(join(unfinished, last), join(folder, last));
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw cause;
  }
  await rmdir(unfinished);
  await syncFolder(folder);
  return result;
}
