import { DocumentNotFoundError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import type { Actor } from '../issuer.ts';
import type { DocumentRecord } from '../record.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Documents } from './documents.ts';

export interface PurgeOrder {
  readonly id: string;
  readonly issuer: string;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Removes payload and trees and takes the files from the document; the caller discards the contents.
 *
 * @throws DocumentNotFoundError
 */
export function purgeDocument(
  database: Database,
  documents: Documents,
  audit: AuditTrail,
  clock: Clock,
  { id, issuer, reason, actor }: PurgeOrder,
): DocumentRecord {
  const purged = database.transaction(() => {
    const record = documents.ofIssuer(id, issuer);
    if (record === null) throw new DocumentNotFoundError(id);
    if (record.purgedAt !== null) return record;
    const at = clock();
    database.run('UPDATE document SET purged_at = :at, purge_reason = :reason WHERE id = :id', { id, at, reason });
    database.run('DELETE FROM payload WHERE document = :id', { id });
    database.run('UPDATE tree SET body = NULL WHERE document = :id', { id });
    const details = { reason: contentHash(Buffer.from(reason)) };
    audit.append({ actor, action: 'document-purged', issuer, subject: id, details });
    return { ...record, purgedAt: at };
  });
  database.emptyLog();
  return purged;
}
