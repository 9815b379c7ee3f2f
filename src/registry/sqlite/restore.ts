import { copyFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditVerdict } from '../audit.ts';
import { BackupDamagedError, ContentDamagedError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import { fillFolder, syncFolder, writeSynced } from '../files/durable.ts';
import type { BackupReport } from '../registry.ts';
import { fileHash, readManifest, type Manifest } from './manifest.ts';
import { databaseName, keysName } from './places.ts';
import { copyContents, RegistryCopy } from './registry-copy.ts';

export interface RestoreReport extends BackupReport {
  /** A trail that was broken when the backup was taken is restored as it is: it is evidence. */
  readonly audit: AuditVerdict;
}

/**
 * Brings a backup back as the data folder `into`, which must be new or empty. Everything is held against its hash; of a
 * damaged backup nothing is restored.
 *
 * @throws BackupDamagedError, FolderTakenError; DatabaseFormatError when a later version of the service made it
 */
export async function restore(backupFolder: string, into: string): Promise<RestoreReport> {
  const manifest = await readManifest(backupFolder);
  return fillFolder(into, databaseName, async (unfinished) => {
    await restoreDatabase(backupFolder, unfinished, manifest);
    const report = await restoreContents(backupFolder, unfinished);
    await restoreKeys(backupFolder, unfinished, manifest);
    await syncFolder(unfinished);
    return report;
  });
}

async function restoreDatabase(from: string, to: string, manifest: Manifest): Promise<void> {
  const restored = join(to, databaseName);
  try {
    await copyFile(join(from, databaseName), restored);
  } catch (cause) {
    throw new BackupDamagedError('the database of the backup cannot be read', { cause });
  }
  if ((await fileHash(restored)) !== manifest.database) throw new BackupDamagedError('the database is another');
}

async function restoreContents(from: string, to: string): Promise<RestoreReport> {
  const copy = new RegistryCopy(to);
  try {
    if (!(await copy.isWhole())) throw new BackupDamagedError('the database of the backup is damaged');
    await copy.bringUpToDate();
    const contents = await copy.contents();
    await copyContents(from, to, contents);
    return { documents: await copy.documents(), files: contents.length, audit: await copy.verifyAudit() };
  } catch (cause) {
    if (cause instanceof ContentDamagedError) throw new BackupDamagedError(cause.message, { cause });
    throw cause;
  } finally {
    await copy.close();
    await syncFile(join(to, databaseName));
  }
}

async function restoreKeys(from: string, to: string, { keys }: Manifest): Promise<void> {
  await mkdir(join(to, keysName), { mode: 0o700 });
  for (const [name, sha256] of Object.entries(keys)) {
    const bytes = await readKey(join(from, keysName, name));
    if (contentHash(bytes) !== sha256) throw new BackupDamagedError(`the key file ${name} is damaged`);
    await writeSynced(join(to, keysName, name), bytes);
  }
  await syncFolder(join(to, keysName));
}

async function readKey(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new BackupDamagedError(`the key file ${file} cannot be read`, { cause });
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
