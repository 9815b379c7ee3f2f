import type { Contents } from '../files/contents.ts';
import { type DocumentRecord, freshRecord } from '../record.ts';
import type { Completion, Reservation } from '../reservation.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database, Transaction } from '../database/database.ts';
import { inOrder } from '../database/in-order.ts';
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
    const trees = packTrees(completion.trees);
    const contents = completion.files.map(({ bytes }) => bytes);
    return this.#parts.contents.keep(
      contents,
      (hashes) =>
        this.#parts.database.transaction((transaction) =>
          this.#record(transaction, reservation, completion, trees, hashes),
        ),
      () => true,
    );
  }

  async #record(
    transaction: Transaction,
    reservation: Reservation,
    completion: Completion,
    trees: readonly PackedTree[],
    hashes: readonly string[],
  ): Promise<DocumentRecord> {
    const { reservations, documents, files, statuses, audit } = this.#parts;
    const { document, actor, replaces, response } = completion;
    const { issuer, form, number } = reservation;
    const named = completion.files.map((file, at) => ({ file, sha256: hashes[at] ?? '' }));
    // Before the trail, for which all others wait.
    if (replaces !== null) await documents.lock(transaction, replaces.document);
    await inOrder([
      reservations.use(transaction, reservation, response),
      documents.add(transaction, reservation, completion),
      addTrees(transaction, document.id, trees),
      ...named.map(({ file, sha256 }) => files.record(transaction, document.id, file, 1, sha256)),
      audit.append(transaction, {
        actor,
        action: 'document-issued',
        issuer,
        subject: document.id,
        details: {
          form,
          number,
          fingerprint: document.fingerprint,
          code: document.codeHash,
          validUntil: document.validUntil,
          presentBy: document.presentBy,
          files: named.map(({ file: { name }, sha256 }) => ({ name, sha256 })),
          trees: trees.map(({ language, sha256 }) => ({ language, sha256 })),
        },
      }),
    ]);
    if (replaces !== null) {
      await statuses.apply(transaction, {
        document: replaces.document,
        issuer,
        change: { kind: 'replace', by: document.id },
        reason: replaces.reason,
        actor,
        at: new Date(document.issuedAt),
      });
    }
    return freshRecord(document, issuer, form, number);
  }
}
