import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '../database/migrations.ts';
import { PostgresDatabase } from '../database/postgres-database.ts';
import { BackupUnsupportedError } from '../errors.ts';
import { ContentStore } from '../files/content-store.ts';
import { contentsReferenced } from '../stored/files.ts';
import type { Store } from '../stored/store.ts';
import { LeasedOwners } from './leased-owners.ts';

/** Seconds after which a node that does not renew its lease counts as gone. */
const lease = 30;

const contentsName = 'files';

export interface PostgresOptions {
  readonly databaseUrl: string;
  /** A folder that all nodes share. */
  readonly dataFolder: string;
  readonly leaseSeconds?: number;
}

/**
 * Database and owners in PostgreSQL, files in a folder that all nodes share.
 *
 * @throws RegistryUnavailableError; DatabaseFormatError when a later version of the service wrote it
 */
export async function openPostgresStore({
  databaseUrl,
  dataFolder,
  leaseSeconds = lease,
}: PostgresOptions): Promise<Store> {
  const opened = new Date();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = new PostgresDatabase(databaseUrl);
  try {
    await migrate(database);
    const contents = await ContentStore.open(join(dataFolder, contentsName), (hashes) =>
      contentsReferenced(database, hashes),
    );
    const owners = await LeasedOwners.join(database, leaseSeconds);
    return { database, contents, owners, isAlone: !(await owners.hasOthers()), opened, backUp: refuseBackup };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

function refuseBackup(): Promise<never> {
  const words = 'the registry is in PostgreSQL: back it up with pg_dump, and then copy the folders files and keys';
  return Promise.reject(new BackupUnsupportedError(words));
}
