import type { Registry } from '../registry.ts';
import { AuditTrail } from './audit-trail.ts';
import { Batches } from './batches.ts';
import type { Clock } from './clock.ts';
import { Documents } from './documents.ts';
import { Files } from './files.ts';
import { Idempotency } from './idempotency.ts';
import { Issuing } from './issuing.ts';
import { Organisations } from './organisations.ts';
import { Outbox } from './outbox.ts';
import { People } from './people.ts';
import { Preparations } from './preparations.ts';
import { Reservations } from './reservations.ts';
import { SavedDrafts } from './saved-drafts.ts';
import { Sessions } from './sessions.ts';
import { Signatures } from './signatures.ts';
import { Statuses } from './statuses.ts';
import type { Store } from './store.ts';
import { StoredRegistry } from './stored-registry.ts';
import { Webhooks } from './webhooks.ts';

/** Makes the registry of what it stands on, and clears away what processes that died left behind. */
export async function assemble(store: Store, clock: Clock): Promise<Registry> {
  const { database, contents, owners } = store;
  const audit = new AuditTrail(database, clock);
  const documents = new Documents(database);
  const idempotency = new Idempotency(database);
  const files = new Files(database, contents, audit, clock);
  const outbox = new Outbox(clock);
  const statuses = new Statuses({ database, documents, idempotency, audit, outbox });
  const organisations = new Organisations(database, audit, clock);
  const sessions = new Sessions(database, audit, clock);
  const reservations = new Reservations(database, owners, idempotency);
  const signing = { database, contents, documents, files, idempotency, audit, clock };
  const preparations = new Preparations(signing);
  const registry = new StoredRegistry({
    clock,
    database,
    contents,
    audit,
    documents,
    files,
    statuses,
    organisations,
    people: new People({ database, audit, clock, organisations, sessions }),
    sessions,
    savedDrafts: new SavedDrafts(database, audit, clock),
    reservations,
    owners,
    issuing: new Issuing({ database, contents, reservations, documents, files, statuses, audit }),
    preparations,
    signatures: new Signatures(signing, preparations),
    batches: new Batches({ database, contents, idempotency, owners, outbox, clock }),
    webhooks: new Webhooks({ database, outbox, audit, clock }),
    backUp: store.backUp,
  });
  try {
    await database.transaction((transaction) => reservations.releaseOfTheDead(transaction));
    await preparations.endExpired();
    if (store.isAlone) await contents.sweep(store.opened);
    return registry;
  } catch (cause) {
    await registry.close();
    throw cause;
  }
}
