import type { DocumentRecord, StatusChange } from '../../src/registry/record.ts';
import type { StatusChangeRequest } from '../../src/registry/registry.ts';
import { actor } from './samples.ts';

export const changedAt = new Date('2026-12-01T05:00:00Z');

/** A request to change the status of a document, by its own issuer. */
export function changeOf({ id, issuer }: DocumentRecord, change: StatusChange): StatusChangeRequest {
  return {
    document: id,
    issuer,
    change,
    reason: 'решение от 1 декабря',
    actor,
    at: changedAt,
    idempotency: null,
    respond: () => ({ status: 200, body: null }),
  };
}
