import { DocumentNotFoundError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import type { Actor } from '../issuer.ts';
import type { DocumentRecord } from '../record.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from '../database/database.ts';
import type { Documents } from './documents.ts';

/** What stays of the holder of a purged document that may be an individual. */
const forgotten = { holderName: null, publicFacts: { facts: [] } } as const;

export interface PurgeOrder {
  readonly id: string;
  readonly issuer: string;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Removes payload and trees, takes files and signatures from the document and forgets who signed it; the caller discards
 * the contents.
 *
 * @throws DocumentNotFoundError
 */
export async function purgeDocument(
  database: Database,
  documents: Documents,
  audit: AuditTrail,
  clock: Clock,
  { id, issuer, reason, actor }: PurgeOrder,
): Promise<DocumentRecord> {
  const purged = await database.transaction(async (transaction) => {
    await documents.lock(transaction, id);
    const record = await documents.ofIssuer(id, issuer, transaction);
    if (record === null) throw new DocumentNotFoundError(id);
    if (record.purgedAt !== null) return record;
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
    return { ...record, ...personal, purgedAt: at };
  });
  await database.forgetDeleted();
  return purged;
}
