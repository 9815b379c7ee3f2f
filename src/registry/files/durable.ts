import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderTakenError } from '../errors.ts';

/** Makes the names in a folder durable: a file is not safe before its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a new file, for its owner only, and makes its bytes durable; its name is not yet (`syncFolder`). */
export async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
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
