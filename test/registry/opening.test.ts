import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { DatabaseFormatError } from '../../src/registry/errors.ts';
import { newRegistry, opened } from './folders.ts';
import { issued } from './samples.ts';

test('the database writes ahead to its log, and only its owner reads them', async () => {
  const { registry, dataFolder } = await newRegistry();
  await issued(registry);
  const file = join(dataFolder, 'registry.sqlite');
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith('registry.sqlite'));
  for (const name of names) expect((await stat(join(dataFolder, name))).mode & 0o777, name).toBe(0o600);
  const other = new DatabaseSync(file, { readOnly: true });
  expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  other.close();
});

test('a database of a later version is left alone', async () => {
  const { registry, dataFolder } = await newRegistry();
  await registry.close();
  const database = new DatabaseSync(join(dataFolder, 'registry.sqlite'));
  database.exec('PRAGMA user_version = 1000');
  database.close();
  await expect(opened(dataFolder)).rejects.toThrow(DatabaseFormatError);
});

test('a registry that was closed leaves no trace of its process', async () => {
  const { registry, dataFolder } = await newRegistry();
  expect(await readdir(join(dataFolder, 'owners'))).toHaveLength(1);
  await registry.close();
  expect(await readdir(join(dataFolder, 'owners'))).toEqual([]);
});
