import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate } from '../database/migrations.ts';
import { SqliteDatabase } from '../database/sqlite-database.ts';
import { openContents, refuseBackupOfStore } from '../files/open-contents.ts';
import type { S3Settings } from '../files/s3/settings.ts';
import type { Clock } from '../stored/clock.ts';
import { contentsReferenced } from '../stored/files.ts';
import type { Store } from '../stored/store.ts';
import { backUp } from './backup.ts';
import { FileOwners } from './owners.ts';
import { databaseName, ownersName } from './places.ts';

/**
 * Database, files and owners in one data folder, for the processes of one machine. The files may be in a store instead:
 * then nothing is swept at start, for it may be long and others' (`Registry.sweep`).
 *
 * @throws DatabaseFormatError when a later version of the service wrote it
 */
export async function openSqliteStore(dataFolder: string, fileStore: S3Settings | null, clock: Clock): Promise<Store> {
  const opened = new Date();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = new SqliteDatabase(join(dataFolder, databaseName));
  try {
    await migrate(database);
    const contents = await openContents(dataFolder, fileStore, (hashes) => contentsReferenced(database, hashes));
    // Within a transaction nobody else joins or reserves.
    const { owners, isAlone } = await database.transaction(() => {
      const joined = new FileOwners(join(dataFolder, ownersName));
      return Promise.resolve({ owners: joined, isAlone: !joined.hasOthers() });
    });
    return {
      database,
      contents,
      owners,
      isAlone: isAlone && fileStore === null,
      opened,
      backUp: (folder, keysFolder) =>
        fileStore === null ? backUp({ dataFolder, database, keysFolder }, folder, clock) : refuseBackupOfStore(),
    };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}
