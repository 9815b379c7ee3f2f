import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteDatabase } from '../../src/registry/database/sqlite-database.ts';
import { temporaryFolder } from './folders.ts';

async function opened(file?: string): Promise<{ readonly database: SqliteDatabase; readonly file: string }> {
  const place = file ?? join(await temporaryFolder(), 'database.sqlite');
  const database = new SqliteDatabase(place);
  onTestFinished(() => database.close());
  return { database, file: place };
}

async function counted(database: Pick<SqliteDatabase, 'one'>): Promise<number | undefined> {
  return (await database.one('SELECT count(*) AS count FROM thing'))?.integer('count');
}

async function withThings(): Promise<{ readonly database: SqliteDatabase; readonly file: string }> {
  const { database, file } = await opened();
  await database.transaction((transaction) => transaction.script('CREATE TABLE thing (name TEXT PRIMARY KEY) STRICT'));
  return { database, file };
}

const add = 'INSERT INTO thing (name) VALUES (:name)';

test('a statement beside an open transaction neither waits for it nor sees it', async () => {
  const { database } = await withThings();
  await database.transaction(async (transaction) => {
    await transaction.run(add, { name: 'one' });
    expect(await counted(transaction)).toBe(1);
    expect(await counted(database)).toBe(0);
  });
  expect(await counted(database)).toBe(1);
});

test('transactions follow each other, also when one waits in the middle', async () => {
  const { database } = await withThings();
  const seen = await Promise.all(
    Array.from({ length: 5 }, (_, at) =>
      database.transaction(async (transaction) => {
        const before = await counted(transaction);
        await setImmediate();
        await transaction.run(add, { name: String(at) });
        return before;
      }),
    ),
  );
  expect(seen).toEqual([0, 1, 2, 3, 4]);
});

test('a transaction that fails leaves nothing and keeps nobody waiting', async () => {
  const { database } = await withThings();
  const failing = database.transaction(async (transaction) => {
    await transaction.run(add, { name: 'one' });
    throw new Error('changed its mind');
  });
  const next = database.run(add, { name: 'two' });
  await expect(failing).rejects.toThrow('changed its mind');
  expect(await next).toBe(1);
  await expect(database.run(add, { name: 'two' })).rejects.toThrow('UNIQUE');
  expect(await counted(database)).toBe(1);
});

test('two that have one file open in one process wait for each other', async () => {
  const { database, file } = await withThings();
  const { database: other } = await opened(file);
  await Promise.all(
    [database, other, database, other].map((one, at) =>
      one.transaction(async (transaction) => {
        await setImmediate();
        await transaction.run(add, { name: String(at) });
      }),
    ),
  );
  expect(await counted(other)).toBe(4);
});
