import { mkdir } from 'node:fs/promises';
import { migrate } from '../database/migrations.ts';
import { PostgresDatabase } from '../database/postgres-database.ts';
import { BackupUnsupportedError } from '../errors.ts';
import { openContents } from '../files/open-contents.ts';
import type { S3Settings } from '../files/s3/settings.ts';
import { contentsReferenced } from '../stored/files.ts';
import type { Store } from '../stored/store.ts';
import { LeasedOwners } from './leased-owners.ts';

/** Seconds after which a node that does not renew its lease counts as gone. */
const lease = 30;

export interface PostgresOptions {
  readonly databaseUrl: string;
  /** A folder that all nodes share. */
  readonly dataFolder: string;
  /** Null keeps files in the folder. */
  readonly fileStore: S3Settings | null;
  readonly leaseSeconds?: number;
}

/**
 * Database and owners in PostgreSQL, files in a folder or store that all nodes share.
 *
 * @throws RegistryUnavailableError; DatabaseFormatError when a later version of the service wrote it
 */
export async function openPostgresStore({
  databaseUrl,
  dataFolder,
  fileStore,
  leaseSeconds = lease,
}: PostgresOptions): Promise<Store> {
  const opened = new Date();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = new PostgresDatabase(databaseUrl);
  try {
    await migrate(database);
    const contents = await openContents(dataFolder, fileStore, (hashes) => contentsReferenced(database, hashes));
    const owners = await LeasedOwners.join(database, leaseSeconds);
    const isAlone = fileStore === null && !(await owners.hasOthers());
    return { database, contents, owners, isAlone, opened, backUp: refuseBackup };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

function refuseBackup(): Promise<never> {
  const words = 'the registry is in PostgreSQL: back it up with pg_dump, and then copy the folder keys and the files';
  return Promise.reject(new BackupUnsupportedError(words));
}
