import { basename } from 'node:path';
import { Client } from 'pg';
import { beforeEach, describe, inject } from 'vitest';
import { sharedPostgres } from '../support/shared-postgres.ts';

/** The databases that a registry may be kept in. */
export type Engine = 'SQLite' | 'PostgreSQL';

let current: Engine = 'SQLite';

/** Defines tests that hold whatever the registry is kept in. */
export function onEveryEngine(define: () => void): void {
  describe.each<Engine>(['SQLite', 'PostgreSQL'])('%s', (engine) => {
    beforeEach(() => {
      current = engine;
      return () => {
        current = 'SQLite';
      };
    });
    define();
  });
}

/** The database of a data folder's registry in the present test; null for a SQLite file in the folder. */
export async function databaseOf(dataFolder: string): Promise<string | null> {
  if (current === 'SQLite') return null;
  return newSchema(await sharedPostgres(inject('postgresSocket')), dataFolder);
}

/** A folder's own schema stands for a database of its own; made when there is none. */
export async function newSchema(url: string, dataFolder: string): Promise<string> {
  const schema = `test_${Buffer.from(basename(dataFolder)).toString('hex')}`;
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(`SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS ${schema}`);
  } finally {
    await client.end();
  }
  return `${url}?options=-c%20search_path%3D${schema}`;
}
