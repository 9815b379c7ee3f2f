import { instantText } from '../trust/instant.ts';
import type { S3Settings } from './files/s3/settings.ts';
import type { Registry } from './registry.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import { assemble } from './stored/assembly.ts';

export interface RegistryOptions {
  readonly dataFolder: string;
  /** Address of the PostgreSQL database; without one, or with null, the registry is a SQLite file of the folder. */
  readonly databaseUrl?: string | null;
  /** The store that files are kept in; without one, or with null, they are in the folder. */
  readonly fileStore?: S3Settings | null;
  /** Seconds after which a node that died gives back what it held in PostgreSQL. */
  readonly leaseSeconds?: number;
  /** The present instant; tests give their own. */
  readonly now?: () => Date;
}

/**
 * Opens the registry, made when there is none. What processes that died held or left half-made is given back and
 * cleared; other processes may have it open too.
 *
 * @throws DatabaseFormatError when a later version of the service wrote it; RegistryUnavailableError
 */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const { dataFolder, databaseUrl, fileStore = null, leaseSeconds, now = () => new Date() } = options;
  const clock = () => instantText(now());
  const store =
    databaseUrl == null
      ? await openSqliteStore(dataFolder, fileStore, clock)
      : await openPostgresStore({
          databaseUrl,
          dataFolder,
          fileStore,
          ...(leaseSeconds === undefined ? {} : { leaseSeconds }),
        });
  return assemble(store, clock);
}
