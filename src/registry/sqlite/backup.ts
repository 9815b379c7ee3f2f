import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { whileLocked } from '../../trust/keys/folder-lock.ts';
import { ContentDamagedError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import { fillFolder, syncFolder, writeSynced } from '../files/durable.ts';
import type { BackupReport } from '../registry.ts';
import type { NamedBytes } from '../reservation.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../stored/clock.ts';
import { contentsReferenced } from '../stored/files.ts';
import { fileHash, writeManifest } from './manifest.ts';
import { contentsName, databaseName, keysName, manifestName } from './places.ts';
import { copyContents, RegistryCopy } from './registry-copy.ts';

/** The running registry that is copied. */
export interface BackupSource {
  readonly dataFolder: string;
  readonly database: Database;
  readonly keysFolder: string | null;
}

/** All pages in one step: a copy in several starts anew whenever another process writes in between. */
const allPages = 2 ** 31 - 1;

/**
 * Writes a consistent copy of a running registry to a new folder.
 *
 * @throws FolderTakenError, ContentDamagedError
 */
export function backUp(source: BackupSource, folder: string, clock: Clock): Promise<BackupReport> {
  return fillFolder(folder, manifestName, async (unfinished) => {
    let report = await copyRegistry(source, unfinished);
    while (report === null) report = await copyRegistry(source, unfinished);
    // After the database: every key that signed a document in it is there by now.
    const keys = source.keysFolder === null ? [] : readKeys(source.keysFolder);
    await mkdir(join(unfinished, keysName), { mode: 0o700 });
    for (const { name, bytes } of keys) await writeSynced(join(unfinished, keysName, name), bytes);
    await syncFolder(join(unfinished, keysName));
    await writeManifest(unfinished, {
      createdAt: clock(),
      database: await fileHash(join(unfinished, databaseName)),
      keys: Object.fromEntries(keys.map(({ name, bytes }) => [name, contentHash(bytes)])),
    });
    await syncFolder(unfinished);
    return report;
  });
}

/** Copies database and contents; null when a document was purged meanwhile: then the copy would hold its payload. */
async function copyRegistry({ dataFolder, database }: BackupSource, to: string): Promise<BackupReport | null> {
  // A connection of its own: it reads one snapshot in another thread, and nobody waits for it.
  const reader = new DatabaseSync(join(dataFolder, databaseName), { readOnly: true });
  try {
    await copyDatabase(reader, join(to, databaseName), { rate: allPages });
  } finally {
    reader.close();
  }
  const copy = new RegistryCopy(to);
  await copy.forgetSessions();
  const contents = await copy.contents();
  const report = { documents: await copy.documents(), files: contents.length };
  await copy.close();
  try {
    await copyContents(dataFolder, to, contents);
    return report;
  } catch (cause) {
    if (
      !(cause instanceof ContentDamagedError) ||
      (await contentsReferenced(database, [cause.sha256])).has(cause.sha256)
    )
      throw cause;
    await rm(join(to, contentsName), { recursive: true });
    await rm(join(to, databaseName));
    return null;
  }
}

/** Keys and their list as they belong together. The lock between processes stays where it is. */
function readKeys(folder: string): NamedBytes[] {
  return whileLocked(folder, () =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('lock.sqlite'))
      .map(({ name }) => ({ name, bytes: readFileSync(join(folder, name)) })),
  );
}
