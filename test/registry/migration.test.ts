import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { firstSchema } from '../../src/registry/database/schema/sqlite-1.ts';
import { restore } from '../../src/registry/sqlite/restore.ts';
import { fileHash, readManifest, writeManifest } from '../../src/registry/sqlite/manifest.ts';
import { rm } from 'node:fs/promises';
import { changeOf } from './changes.ts';
import { newRegistry, opened, temporaryFolder } from './folders.ts';
import { actor, issued, series } from './samples.ts';
import { signed } from './signature-samples.ts';

const databaseName = 'registry.sqlite';

/** Everything that a database is made of, by name. */
function schemaOf(file: string): unknown[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
  } finally {
    database.close();
  }
}

/** Takes a database back to the first version: a later step only adds. */
function takeBack(file: string): void {
  const first = new DatabaseSync(':memory:');
  first.exec(firstSchema);
  const names = (database: DatabaseSync) =>
    database.prepare('SELECT type, name FROM sqlite_master').all() as { type: string; name: string }[];
  const known = new Set(names(first).map(({ name }) => name));
  const database = new DatabaseSync(file);
  const added = names(database).filter(({ name }) => !known.has(name) && !name.startsWith('sqlite_'));
  expect(added.length).toBeGreaterThan(0);
  const order = ['trigger', 'view', 'index', 'table'];
  database.exec('PRAGMA foreign_keys = OFF');
  for (const { type, name } of added.toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type))) {
    database.exec(`DROP ${type} ${name}`);
  }
  database.exec('PRAGMA user_version = 1; PRAGMA journal_mode = DELETE');
  expect(names(database).map(({ name }) => name)).toEqual(expect.arrayContaining([...known]));
  expect(names(database)).toHaveLength(known.size);
  database.close();
  first.close();
}

/** Everything that the registry of an earlier version could tell. */
async function everything(registry: Registry): Promise<unknown> {
  const { records } = await registry.search({ issuer: 'astana', limit: 100 });
  return {
    documents: await Promise.all(
      records.map(async (record) => ({
        record,
        payload: await registry.payload(record.id),
        trees: await registry.trees(record.id),
        file: await registry.file(record.id, 'ru.pdf'),
      })),
    ),
    audit: await registry.audit(0, 100),
    keys: await registry.keys(),
    verdict: await registry.verifyAudit(),
  };
}

/** A registry with documents: one in force, one revoked, one purged. */
async function filled() {
  const { registry, dataFolder } = await newRegistry();
  const [one, two, three] = [await issued(registry), await issued(registry), await issued(registry)];
  await registry.changeStatus(changeOf(two, { kind: 'revoke' }));
  await registry.purge(three.id, three.issuer, 'term', actor);
  return { registry, dataFolder, document: one };
}

test('a registry of the first version keeps everything, and its documents can be signed', async () => {
  const { registry, dataFolder, document } = await filled();
  const before = await everything(registry);
  const file = join(dataFolder, databaseName);
  await registry.close();
  const schema = schemaOf(file);
  takeBack(file);
  const migrated = await opened(dataFolder);
  expect(await everything(migrated)).toEqual(before);
  expect(schemaOf(file)).toEqual(schema);
  expect(await signed(migrated, document)).toMatchObject({ revision: 2 });
  expect((await issued(migrated)).number).toBe(series.format(4));
  expect(await migrated.verifyAudit()).toMatchObject({ kind: 'intact' });
});

test('a backup of the first version is restored', async () => {
  const { registry, document } = await filled();
  const before = await everything(registry);
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const database = join(folder, databaseName);
  takeBack(database);
  const manifest = await readManifest(folder);
  await rm(join(folder, 'backup.json'));
  await writeManifest(folder, {
    createdAt: manifest.createdAt,
    keys: manifest.keys,
    database: await fileHash(database),
  });
  const into = join(await temporaryFolder(), 'restored');
  expect(await restore(folder, into)).toMatchObject({ documents: 3, files: 2, audit: { kind: 'intact' } });
  const restored = await opened(into);
  expect(await everything(restored)).toEqual(before);
  expect(await signed(restored, document)).toMatchObject({ revision: 2 });
});
