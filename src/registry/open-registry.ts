import { instantText } from '../trust/instant.ts';
import type { Registry } from './registry.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import { assemble } from './stored/assembly.ts';

export interface RegistryOptions {
  readonly dataFolder: string;
  /** The present instant; tests give their own. */
  readonly now?: () => Date;
}

/**
 * Opens the registry of a data folder, made when there is none. What processes that died held or left half-made is
 * given back and cleared; other processes may have it open too.
 *
 * @throws DatabaseFormatError when a later version of the service wrote it
 */
export async function openRegistry({ dataFolder, now = () => new Date() }: RegistryOptions): Promise<Registry> {
  const clock = () => instantText(now());
  return assemble(await openSqliteStore(dataFolder, clock), clock);
}
