import type { ContentStore } from '../files/content-store.ts';
import type { DocumentRecord } from '../record.ts';
import type { Completion, Reservation } from '../reservation.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Reservations } from './reservations.ts';
import type { Statuses } from './statuses.ts';
import { addTrees, packTrees, type PackedTree } from './stored-trees.ts';

/** The parts of the registry that take part when a document is issued. */
export interface IssuingParts {
  readonly database: Database;
  readonly contents: ContentStore;
  readonly reservations: Reservations;
  readonly documents: Documents;
  readonly files: Files;
  readonly statuses: Statuses;
  readonly audit: AuditTrail;
}

/** Second step of issuing: files first, then everything that refers to them in one transaction. */
export class Issuing {
  readonly #parts: IssuingParts;

  constructor(parts: IssuingParts) {
    this.#parts = parts;
  }

  /** @throws ReservationLostError, DocumentNotFoundError, StatusConflictError */
  async complete(reservation: Reservation, completion: Completion): Promise<DocumentRecord> {
    const trees = await packTrees(completion.trees);
    const contents = completion.files.map(({ bytes }) => bytes);
    return this.#parts.contents.keep(contents, (hashes) =>
      this.#parts.database.transaction(() => this.#record(reservation, completion, trees, hashes)),
    );
  }

  #record(
    { id }: Reservation,
    completion: Completion,
    trees: readonly PackedTree[],
    hashes: readonly string[],
  ): DocumentRecord {
    const { database, reservations, documents, files, statuses, audit } = this.#parts;
    const { document, actor, replaces } = completion;
    const reserved = reservations.use(id, completion.response);
    documents.add(reserved, completion);
    addTrees(database, document.id, trees);
    const entries = completion.files.map((file, at) => files.record(document.id, file, 1, hashes[at] ?? ''));
    audit.append({
      actor,
      action: 'document-issued',
      issuer: reserved.issuer,
      subject: document.id,
      details: {
        form: reserved.form,
        number: reserved.number,
        fingerprint: document.fingerprint,
        code: document.codeHash,
        validUntil: document.validUntil,
        presentBy: document.presentBy,
        files: entries.map(({ name, sha256 }) => ({ name, sha256 })),
        trees: trees.map(({ language, sha256 }) => ({ language, sha256 })),
      },
    });
    if (replaces !== null) {
      statuses.apply({
        document: replaces.document,
        issuer: reserved.issuer,
        change: { kind: 'replace', by: document.id },
        reason: replaces.reason,
        actor,
        at: new Date(document.issuedAt),
      });
    }
    return documents.byId(document.id) ?? missing(document.id);
  }
}

function missing(id: string): never {
  throw new Error(`the document ${id} is not in the registry it was just written to`);
}
