import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { databaseOf } from './engines.ts';

/** The database of a registry as whoever administers it has it in hand. */
export interface RawDatabase {
  script(sql: string): Promise<void>;
  /** The same without what refuses changes of the trail. */
  unguarded(sql: string): Promise<void>;
}

/** Uses a second connection to the database of a registry. */
export async function withRawDatabase<Result>(
  dataFolder: string,
  use: (database: RawDatabase) => Promise<Result>,
): Promise<Result> {
  const url = await databaseOf(dataFolder);
  return url === null ? withFile(dataFolder, use) : withServer(url, use);
}

/** Everything that the database of a registry holds, as it can be searched for a text. */
export async function storedIn(dataFolder: string): Promise<Buffer> {
  const url = await databaseOf(dataFolder);
  if (url === null) return readFile(join(dataFolder, 'registry.sqlite'));
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string }>(`
      SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text AS text
      FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`);
    return Buffer.from(rows.map(({ text }) => text).join('\n'));
  } finally {
    await client.end();
  }
}

/** The leases of all nodes run out, as they do when the nodes are gone for long enough. Processes on a file have none. */
export async function endLeases(dataFolder: string): Promise<void> {
  if ((await databaseOf(dataFolder)) === null) return;
  await withRawDatabase(dataFolder, (database) => database.script('UPDATE node SET expires_at = clock_timestamp()'));
}

async function withFile<Result>(dataFolder: string, use: (database: RawDatabase) => Promise<Result>): Promise<Result> {
  const database = new DatabaseSync(join(dataFolder, 'registry.sqlite'), { timeout: 5000 });
  const script = (sql: string) =>
    new Promise<void>((resolve) => {
      database.exec(sql);
      resolve();
    });
  try {
    return await use({
      script,
      unguarded: (sql) => script(`DROP TRIGGER IF EXISTS audit_unchanged; DROP TRIGGER IF EXISTS audit_kept; ${sql}`),
    });
  } finally {
    database.close();
  }
}

async function withServer<Result>(url: string, use: (database: RawDatabase) => Promise<Result>): Promise<Result> {
  const client = new Client(url);
  await client.connect();
  const script = async (sql: string) => {
    await client.query(sql);
  };
  const drop = (name: string) => `DROP TRIGGER IF EXISTS ${name} ON audit`;
  try {
    return await use({
      script,
      unguarded: (sql) =>
        script(`SET client_min_messages = warning; ${drop('audit_unchanged')}; ${drop('audit_kept')}; ${sql}`),
    });
  } finally {
    await client.end();
  }
}
