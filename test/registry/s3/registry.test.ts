import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BackupUnsupportedError, RegistryUnavailableError } from '../../../src/registry/errors.ts';
import { openRegistry } from '../../../src/registry/open-registry.ts';
import { databaseOf, onEveryEngine } from '../engines.ts';
import { temporaryFolder } from '../folders.ts';
import { actor, astana, begun, completion, issued } from '../samples.ts';
import { guarded } from './guard.ts';
import { startS3Store } from './store.ts';

async function withStore() {
  const store = await startS3Store();
  const door = await guarded(store);
  const dataFolder = await temporaryFolder();
  const databaseUrl = await databaseOf(dataFolder);
  const opened = async () => {
    const registry = await openRegistry({ dataFolder, databaseUrl, fileStore: door.settings });
    onTestFinished(() => registry.close());
    return registry;
  };
  const registry = await opened();
  await registry.addIssuer(astana, actor);
  return { store, door, dataFolder, registry, opened };
}

onEveryEngine(() => {
  test('with a store nothing of a file is in the data folder, and another node reads it', async () => {
    const { store, dataFolder, registry, opened } = await withStore();
    const record = await issued(registry);
    const [file] = await registry.files(record.id);
    if (file === undefined) throw new Error('the document has no file');
    expect(existsSync(join(dataFolder, 'files'))).toBe(false);
    expect(await readdir(join(store.folder, file.sha256.slice(0, 2)))).not.toEqual([]);
    const other = await opened();
    expect(await other.file(record.id, file.name)).toEqual(await registry.file(record.id, file.name));
  });

  test('while the store is away nothing is issued, and the same request does it later', async () => {
    const { store, registry } = await withStore();
    const reservation = await begun(registry);
    await store.kill();
    const order = completion();
    await expect(registry.complete(reservation, order)).rejects.toThrow(RegistryUnavailableError);
    expect(await registry.byCode(order.document.id)).toBeNull();
    await store.restart();
    const record = await registry.complete(reservation, order);
    expect(await registry.file(record.id, (await registry.files(record.id))[0]?.name ?? '')).not.toBeNull();
  });

  test('a sweep of the registry leaves what is referred to, and a backup says where the files are', async () => {
    const { registry, dataFolder } = await withStore();
    const record = await issued(registry);
    await registry.sweep();
    const [file] = await registry.files(record.id);
    expect(await registry.file(record.id, file?.name ?? '')).not.toBeNull();
    await expect(registry.backup(join(dataFolder, 'copy'), null)).rejects.toThrow(BackupUnsupportedError);
  });
});
