import { DatabaseFormatError } from '../errors.ts';
import type { Database } from './database.ts';
import { firstSchema } from './schema-1.ts';
import { secondSchema } from './schema-2.ts';
import { thirdSchema } from './schema-3.ts';
import { fourthSchema } from './schema-4.ts';

/** Steps from an empty database to the present one. A step that was released never changes: a new one follows. */
const steps: readonly string[] = [firstSchema, secondSchema, thirdSchema, fourthSchema];

/**
 * Brings the database to the present version.
 *
 * @throws DatabaseFormatError when a later version of the service wrote it
 */
export function migrate(database: Database): void {
  database.transaction(() => {
    const version = database.one('PRAGMA user_version')?.integer('user_version') ?? 0;
    if (version > steps.length)
      throw new DatabaseFormatError(`the database has version ${version}, not ${steps.length}`);
    for (const step of steps.slice(version)) database.script(step);
    database.script(`PRAGMA user_version = ${steps.length}`);
  });
}
