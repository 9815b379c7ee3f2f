import { join } from 'node:path';
import { BackupUnsupportedError } from '../errors.ts';
import { ContentStore } from './content-store.ts';
import type { Contents, ReferencedAmong } from './contents.ts';
import type { S3Settings } from './s3/settings.ts';
import { S3Contents } from './s3-contents.ts';

/** Where the contents of a data folder are, when no store is configured. */
const contentsName = 'files';

/**
 * The contents of a registry: in the store that is configured, else in the data folder.
 *
 * @throws RegistryUnavailableError when the store cannot be used
 */
export function openContents(
  dataFolder: string,
  fileStore: S3Settings | null,
  referencedAmong: ReferencedAmong,
): Promise<Contents> {
  if (fileStore === null) return ContentStore.open(join(dataFolder, contentsName), referencedAmong);
  return S3Contents.open(fileStore, referencedAmong);
}

/** Files in a store of their own are not copied by us. */
export function refuseBackupOfStore(): Promise<never> {
  const words =
    'the files are in an S3-compatible store: copy the bucket by its own means, after the database (registry.sqlite ' +
    'by sqlite3 .backup, or pg_dump) and with the folder keys';
  return Promise.reject(new BackupUnsupportedError(words));
}
