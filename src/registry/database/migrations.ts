import { DatabaseFormatError } from '../errors.ts';
import type { Database, Dialect, Transaction } from './database.ts';
import { auditLinkSchema } from './schema/audit-link.ts';
import { batchSchema } from './schema/batches.ts';
import * as postgresOne from './schema/postgres-1.ts';
import * as postgresTwo from './schema/postgres-2.ts';
import * as postgresThree from './schema/postgres-3.ts';
import * as postgresFour from './schema/postgres-4.ts';
import { firstSchema } from './schema/sqlite-1.ts';
import { secondSchema } from './schema/sqlite-2.ts';
import { thirdSchema } from './schema/sqlite-3.ts';
import { fourthSchema } from './schema/sqlite-4.ts';
import { webhookSchema } from './schema/webhooks.ts';

/** Steps from an empty database to the present one. A step that was released never changes: a new one follows. */
const steps: readonly Readonly<Record<Dialect, string>>[] = [
  { sqlite: firstSchema, postgres: postgresOne.firstSchema },
  { sqlite: secondSchema, postgres: postgresTwo.secondSchema },
  { sqlite: thirdSchema, postgres: postgresThree.thirdSchema },
  { sqlite: fourthSchema, postgres: postgresFour.fourthSchema },
  batchSchema,
  webhookSchema,
  auditLinkSchema,
];

/**
 * Brings the database to the present version.
 *
 * @throws DatabaseFormatError when a later version of the service wrote it
 */
export function migrate(database: Database): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.alone('migration');
    const version = await versionOf(transaction);
    if (version > steps.length)
      throw new DatabaseFormatError(`the database has version ${version}, not ${steps.length}`);
    for (const step of steps.slice(version)) await transaction.script(step[transaction.dialect]);
    if (version < steps.length) await transaction.script(noting[transaction.dialect]);
  });
}

async function versionOf(transaction: Transaction): Promise<number> {
  if (transaction.dialect === 'postgres') {
    await transaction.script('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    return (await transaction.one('SELECT max(version) AS version FROM schema_version'))?.integerOrNull('version') ?? 0;
  }
  return (await transaction.one('PRAGMA user_version'))?.integer('user_version') ?? 0;
}

const noting: Readonly<Record<Dialect, string>> = {
  sqlite: `PRAGMA user_version = ${steps.length}`,
  postgres: `INSERT INTO schema_version (version) VALUES (${steps.length})`,
};
