import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '../config.ts';

export interface BootstrapKey {
  readonly key: string;
  /** True on the start that made it: the only time it is shown. */
  readonly fresh: boolean;
}

const keyPattern = /^[\x21-\x7e]{8,200}$/;

/** The key with every scope: from the environment, else the one kept in the data folder, made on first start. */
export async function bootstrapKey(configuration: Configuration): Promise<BootstrapKey> {
  if (configuration.bootstrapKey !== null) return { key: configuration.bootstrapKey, fresh: false };
  const file = join(configuration.dataFolder, 'bootstrap.key');
  try {
    const key = (await readFile(file, 'utf8')).trim();
    // An empty key would let everyone in; it is left by a disk that was full on the first start.
    if (!keyPattern.test(key)) throw new Error(`${file} holds no key: remove it, and the next start makes one`);
    return { key, fresh: false };
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
  const key = `nysan_${randomBytes(32).toString('base64url')}`;
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return { key, fresh: true };
}
