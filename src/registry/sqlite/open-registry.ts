import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { instantText } from '../../trust/instant.ts';
import { ContentStore } from '../files/content-store.ts';
import type { Registry } from '../registry.ts';
import { AuditTrail } from './audit-trail.ts';
import { Database } from './database.ts';
import { Documents } from './documents.ts';
import { Files, isContentReferenced } from './files.ts';
import { Idempotency } from './idempotency.ts';
import { Issuing } from './issuing.ts';
import { migrate } from './migrations.ts';
import { Numbers } from './numbers.ts';
import { Organisations } from './organisations.ts';
import { Owners } from './owners.ts';
import { People } from './people.ts';
import { contentsName, databaseName, ownersName } from './places.ts';
import { Preparations } from './preparations.ts';
import { Reservations } from './reservations.ts';
import { SavedDrafts } from './saved-drafts.ts';
import { Sessions } from './sessions.ts';
import { Signatures } from './signatures.ts';
import { SqliteRegistry } from './sqlite-registry.ts';
import { Statuses } from './statuses.ts';

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
  const opened = new Date();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const database = presentDatabase(join(dataFolder, databaseName));
  const clock = () => instantText(now());
  const contents = await ContentStore.open(join(dataFolder, contentsName), (sha256) =>
    isContentReferenced(database, sha256),
  );
  const audit = new AuditTrail(database, clock);
  const documents = new Documents(database);
  const idempotency = new Idempotency(database);
  const files = new Files(database, contents, audit, clock);
  const statuses = new Statuses(database, documents, idempotency, audit);
  const organisations = new Organisations(database, audit, clock);
  const sessions = new Sessions(database, audit, clock);
  const people = new People({ database, audit, clock, organisations, sessions });
  const { owners, isAlone } = database.transaction(() => {
    const joined = new Owners(join(dataFolder, ownersName));
    return { owners: joined, isAlone: !joined.hasOthers() };
  });
  const reservations = new Reservations(database, owners, new Numbers(database), idempotency);
  database.transaction(() => {
    reservations.releaseOfTheDead();
  });
  const signing = { database, contents, documents, files, idempotency, audit, clock };
  const preparations = new Preparations(signing);
  preparations.endExpired();
  // Beside another process a content without a record may be one in the making.
  if (isAlone) await contents.sweep(opened);
  const issuing = new Issuing({ database, contents, reservations, documents, files, statuses, audit });
  return new SqliteRegistry({
    dataFolder,
    clock,
    database,
    contents,
    audit,
    documents,
    files,
    statuses,
    organisations,
    people,
    sessions,
    savedDrafts: new SavedDrafts(database, audit, clock),
    reservations,
    owners,
    issuing,
    preparations,
    signatures: new Signatures(signing, preparations),
  });
}

function presentDatabase(file: string): Database {
  const database = new Database(file);
  try {
    migrate(database);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}
