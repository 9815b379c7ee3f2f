import { DocumentNotFoundError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import type { Actor } from '../issuer.ts';
import type { DocumentRecord } from '../record.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from '../database/database.ts';
import type { Documents } from './documents.ts';
import type { Files } from './files.ts';
import type { Signatures } from './signatures.ts';

/** What stays of the holder of a purged document that may be an individual. */
const forgotten = { holderName: null, publicFacts: { facts: [] } } as const;

export interface PurgeOrder {
  readonly id: string;
  readonly issuer: string;
  readonly reason: string;
  readonly actor: Actor;
}

export interface PurgeParts {
  readonly database: Database;
  readonly documents: Documents;
  readonly files: Files;
  readonly signatures: Signatures;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

export interface Purged {
  readonly record: DocumentRecord;
  /** Hashes of what was kept for the document, for the caller to discard. */
  readonly contents: readonly string[];
}

/**
 * Removes payload and trees, takes files and signatures from the document and forgets who signed it.
 *
 * @throws DocumentNotFoundError
 */
export async function purgeDocument(parts: PurgeParts, { id, issuer, reason, actor }: PurgeOrder): Promise<Purged> {
  const { database, documents, files, signatures, audit, clock } = parts;
  const purged = await database.transaction(async (transaction) => {
    await documents.lock(transaction, id);
    const record = await documents.ofIssuer(id, issuer, transaction);
    if (record === null) throw new DocumentNotFoundError(id);
    // Before: a preparation forgets its content when it ends. Nobody adds to them from here on.
    const revisions = (await files.list(id, transaction)).map(({ sha256 }) => sha256);
    const contents = [...revisions, ...(await signatures.contentHashes(id, transaction))];
    if (record.purgedAt !== null) return { record, contents };
    const at = clock();
    await transaction.run('UPDATE document SET purged_at = :at, purge_reason = :reason WHERE id = :id', {
      id,
      at,
      reason,
    });
    await transaction.run('DELETE FROM payload WHERE document = :id', { id });
    await transaction.run('UPDATE tree SET body = NULL WHERE document = :id', { id });
    // Without a BIN the holder may be an individual: then name and facts are personal data, which a purge ends.
    const personal = record.holderBin === null ? forgotten : {};
    if (record.holderBin === null) {
      await transaction.run(
        'UPDATE document SET holder_name = NULL, holder_folded = NULL, public_facts = :facts WHERE id = :id',
        { id, facts: JSON.stringify(forgotten.publicFacts) },
      );
    }
    // Whoever signs is an individual.
    await transaction.run('UPDATE signature SET announced = NULL, signer = NULL WHERE document = :id', { id });
    await transaction.run(
      `UPDATE preparation SET ended_at = :at, announced = NULL, content = NULL
       WHERE document = :id AND ended_at IS NULL`,
      { id, at },
    );
    const details = { reason: contentHash(Buffer.from(reason)) };
    await audit.append(transaction, { actor, action: 'document-purged', issuer, subject: id, details });
    return { record: { ...record, ...personal, purgedAt: at }, contents };
  });
  await database.forgetDeleted();
  return purged;
}
