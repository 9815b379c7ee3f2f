import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { databaseOf } from './engines.ts';
import { actor, almaty, astana } from './samples.ts';

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nysan-registry-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the registry of a folder until the test is over. */
export async function opened(dataFolder: string, now?: () => Date): Promise<Registry> {
  const databaseUrl = await databaseOf(dataFolder);
  const registry = await openRegistry({ dataFolder, databaseUrl, ...(now === undefined ? {} : { now }) });
  onTestFinished(() => registry.close());
  return registry;
}

/** A new registry with two issuers. */
export async function newRegistry(): Promise<{ readonly registry: Registry; readonly dataFolder: string }> {
  const dataFolder = await temporaryFolder();
  const registry = await opened(dataFolder);
  await registry.addIssuer(astana, actor);
  await registry.addIssuer(almaty, actor);
  return { registry, dataFolder };
}

/** Names of all contents in a data folder, also unfinished ones. */
export async function contentsOf(dataFolder: string): Promise<string[]> {
  const entries = await readdir(join(dataFolder, 'files'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}
