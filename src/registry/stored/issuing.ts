import type { Contents } from '../files/contents.ts';
import type { DocumentRecord, FileEntry } from '../record.ts';
import type { Completion, Reservation } from '../reservation.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Reservations } from './reservations.ts';
import type { Statuses } from './statuses.ts';
import { addTrees, packTrees, type PackedTree } from './trees.ts';

/** The parts of the registry that take part when a document is issued. */
export interface IssuingParts {
  readonly database: Database;
  readonly contents: Contents;
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
      this.#parts.database.transaction((transaction) =>
        this.#record(transaction, reservation, completion, trees, hashes),
      ),
    );
  }

  async #record(
    transaction: Transaction,
    { id }: Reservation,
    completion: Completion,
    trees: readonly PackedTree[],
    hashes: readonly string[],
  ): Promise<DocumentRecord> {
    const { reservations, documents, files, statuses, audit } = this.#parts;
    const { document, actor, replaces } = completion;
    // Before the trail, for which all others wait.
    if (replaces !== null) await documents.lock(transaction, replaces.document);
    const reserved = await reservations.use(transaction, id, completion.response);
    await documents.add(transaction, reserved, completion);
    await addTrees(transaction, document.id, trees);
    const entries: FileEntry[] = [];
    for (const [at, file] of completion.files.entries()) {
      entries.push(await files.record(transaction, document.id, file, 1, hashes[at] ?? ''));
    }
    await audit.append(transaction, {
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
      await statuses.apply(transaction, {
        document: replaces.document,
        issuer: reserved.issuer,
        change: { kind: 'replace', by: document.id },
        reason: replaces.reason,
        actor,
        at: new Date(document.issuedAt),
      });
    }
    return (await documents.byId(document.id, transaction)) ?? missing(document.id);
  }
}

function missing(id: string): never {
  throw new Error(`the document ${id} is not in the registry it was just written to`);
}
