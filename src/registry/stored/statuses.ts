import type { JsonObject } from '../../forms/json.ts';
import { endOfAlmatyDay, almatyDay } from '../../trust/almaty.ts';
import { instantText } from '../../trust/instant.ts';
import type { StatusEntry } from '../../trust/status-list-body.ts';
import type { AuditAction } from '../audit.ts';
import { DocumentNotFoundError, StatusConflictError } from '../errors.ts';
import type { DocumentRecord, StatusChange } from '../record.ts';
import type { StatusChangeOutcome, StatusChangeRequest } from '../registry.ts';
import { checkStatusChange, stateOf } from '../status.ts';
import type { WebhookEvent } from '../webhooks.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database, Transaction, Values } from '../database/database.ts';
import type { Documents } from './documents.ts';
import { contentHash } from '../files/content-folder.ts';
import type { Idempotency } from './idempotency.ts';
import type { Outbox } from './outbox.ts';
import type { Row } from '../database/row.ts';

const actions: Readonly<Record<StatusChange['kind'], AuditAction>> = {
  revoke: 'document-revoked',
  reinstate: 'document-reinstated',
  replace: 'document-replaced',
  extend: 'document-extended',
};

/** A change to be made, without what only the caller over HTTP needs. */
export type PlainChange = Omit<StatusChangeRequest, 'idempotency' | 'respond'>;

/** What others are told of each change. */
const events: Readonly<Record<StatusChange['kind'], WebhookEvent>> = {
  revoke: 'document.revoked',
  reinstate: 'document.reinstated',
  replace: 'document.replaced',
  extend: 'document.extended',
};

export interface StatusParts {
  readonly database: Database;
  readonly documents: Documents;
  readonly idempotency: Idempotency;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
}

/** What happens to issued documents. */
export class Statuses {
  readonly #database: Database;
  readonly #documents: Documents;
  readonly #idempotency: Idempotency;
  readonly #audit: AuditTrail;
  readonly #outbox: Outbox;

  constructor({ database, documents, idempotency, audit, outbox }: StatusParts) {
    this.#database = database;
    this.#documents = documents;
    this.#idempotency = idempotency;
    this.#audit = audit;
    this.#outbox = outbox;
  }

  /** @throws DocumentNotFoundError, StatusConflictError */
  change(request: StatusChangeRequest): Promise<StatusChangeOutcome> {
    return this.#database.transaction(async (transaction) => {
      const known = await this.#idempotency.take(transaction, request.idempotency);
      if (known !== null) return known;
      const record = await this.apply(transaction, request);
      const response = request.respond(record);
      if (request.idempotency !== null) await this.#idempotency.keep(transaction, request.idempotency, response);
      return { kind: 'changed', record, response };
    });
  }

  /** Changes the status within a transaction; answers the changed record. */
  async apply(
    transaction: Transaction,
    { document: id, issuer, change, reason, actor, at }: PlainChange,
  ): Promise<DocumentRecord> {
    await this.#documents.lock(transaction, id, ...(change.kind === 'replace' ? [change.by] : []));
    const record = await this.#documents.ofIssuer(id, issuer, transaction);
    if (record === null) throw new DocumentNotFoundError(id);
    checkStatusChange(record, change);
    if (change.kind === 'replace') await this.#checkReplacement(transaction, record, change.by);
    await transaction.run(
      `INSERT INTO status_event (document, position, kind, replaced_by, valid_until, reason, actor_id, actor_name, at)
       VALUES (:id, :position, :kind, :replacedBy, :validUntil, :reason, :actorId, :actorName, :at)`,
      {
        id,
        position: record.events.length + 1,
        kind: change.kind,
        replacedBy: change.kind === 'replace' ? change.by : null,
        validUntil: change.kind === 'extend' ? change.validUntil : null,
        reason,
        actorId: actor.id,
        actorName: actor.name,
        at: instantText(at),
      },
    );
    await this.#update(transaction, id, change, instantText(at));
    const changed = (await this.#documents.byId(id, transaction)) ?? record;
    await this.#outbox.tell(transaction, { issuer, event: events[change.kind], about: toldOf(changed, at) });
    const details = { ...change, at: instantText(at), reason: contentHash(Buffer.from(reason)) };
    await this.#audit.append(transaction, { actor, action: actions[change.kind], issuer, subject: id, details });
    return changed;
  }

  /** Documents of an issuer that are not in force at an instant. */
  async listed(issuer: string, at: Date): Promise<StatusEntry[]> {
    const today = almatyDay(at);
    const rows = await this.#database.all(
      `SELECT id, revoked_at, replaced_at, valid_until FROM document
         WHERE issuer = :issuer AND (revoked_at IS NOT NULL OR replaced_at IS NOT NULL)
         UNION ALL
         SELECT id, revoked_at, replaced_at, valid_until FROM document
         WHERE issuer = :issuer AND revoked_at IS NULL AND replaced_at IS NULL AND valid_until < :today
         ORDER BY id`,
      { issuer, today },
    );
    return rows.map(entryOf);
  }

  async #update(transaction: Transaction, id: string, change: StatusChange, at: string): Promise<void> {
    const set = (columns: string, values: Values) =>
      transaction.run(`UPDATE document SET ${columns} WHERE id = :id`, { id, ...values });
    if (change.kind === 'revoke') await set('revoked_at = :at', { at });
    else if (change.kind === 'reinstate') await set('revoked_at = NULL', {});
    else if (change.kind === 'extend') await set('valid_until = :day', { day: change.validUntil });
    else await set('replaced_at = :at, replaced_by = :by', { at, by: change.by });
  }

  /** Another document of the same issuer takes the place, and one that stands. */
  async #checkReplacement(transaction: Transaction, { id, issuer }: DocumentRecord, by: string): Promise<void> {
    const replacement = by === id ? null : await this.#documents.ofIssuer(by, issuer, transaction);
    if (replacement === null) throw new DocumentNotFoundError(by);
    if (replacement.revokedAt !== null || replacement.replacedBy !== null) {
      throw new StatusConflictError('replacementVoid');
    }
  }
}

/** A document as those are told who are told of a change: nothing of what it says. */
function toldOf(record: DocumentRecord, at: Date): JsonObject {
  const { id, form, validUntil, replacedBy } = record;
  return { document: { id, form, state: stateOf(record, at), changedAt: instantText(at), validUntil, replacedBy } };
}

function entryOf(row: Row): StatusEntry {
  const documentId = row.text('id');
  const revokedAt = row.textOrNull('revoked_at');
  if (revokedAt !== null) return { documentId, state: 'revoked', at: revokedAt };
  const replacedAt = row.textOrNull('replaced_at');
  if (replacedAt !== null) return { documentId, state: 'replaced', at: replacedAt };
  return { documentId, state: 'expired', at: instantText(endOfAlmatyDay(row.text('valid_until'))) };
}
