import { randomBytes } from 'node:crypto';
import { newReadableId } from '../api-key.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import type { Actor } from '../issuer.ts';
import {
  type AttemptResult,
  type ClaimedDelivery,
  type DueDelivery,
  isWebhookEvent,
  type NewWebhook,
  type Webhook,
  type WebhookAdded,
  webhookLimit,
  type WebhookRegistry,
} from '../webhooks.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import type { Outbox } from './outbox.ts';

export interface WebhookParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Webhooks, and the messages to them. */
export class Webhooks implements WebhookRegistry {
  readonly #database: Database;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;
  readonly #deliveries: Deliveries;

  constructor({ database, outbox, audit, clock }: WebhookParts) {
    this.#database = database;
    this.#deliveries = new Deliveries(database, outbox, clock);
    this.#audit = audit;
    this.#clock = clock;
  }

  add({ issuer, url, events }: NewWebhook, actor: Actor): Promise<WebhookAdded> {
    const webhook: Webhook = { id: newReadableId(), issuer, url, events, createdAt: this.#clock() };
    const secret = `nysan_webhook_${randomBytes(32).toString('base64url')}`;
    return this.#database.transaction(async (transaction): Promise<WebhookAdded> => {
      await transaction.alone(`webhooks ${issuer}`);
      const sql = 'SELECT count(*) AS count FROM webhook WHERE issuer = :issuer AND removed_at IS NULL';
      const count = (await transaction.one(sql, { issuer }))?.integer('count') ?? 0;
      if (count >= webhookLimit) return { kind: 'full' };
      await transaction.run(
        `INSERT INTO webhook (id, issuer, url, events, secret, created_at)
         VALUES (:id, :issuer, :url, :events, :secret, :createdAt)`,
        { ...webhook, events: JSON.stringify(events), secret },
      );
      await this.#audit.append(transaction, {
        actor,
        action: 'webhook-added',
        issuer,
        subject: webhook.id,
        details: { host: new URL(url).host, events: [...events] },
      });
      return { kind: 'added', webhook, secret };
    });
  }

  async list(issuer?: string): Promise<Webhook[]> {
    const whose = issuer === undefined ? '' : 'AND issuer = :issuer';
    const rows = await this.#database.all(
      `SELECT * FROM webhook WHERE removed_at IS NULL ${whose} ORDER BY created_at, id`,
      issuer === undefined ? {} : { issuer },
    );
    return rows.map(webhookOf);
  }

  async find(id: string, issuer?: string): Promise<Webhook | null> {
    const row = await this.#database.one('SELECT * FROM webhook WHERE id = :id AND removed_at IS NULL', { id });
    if (row === null || (issuer !== undefined && row.text('issuer') !== issuer)) return null;
    return webhookOf(row);
  }

  remove(id: string, issuer: string, actor: Actor): Promise<boolean> {
    return this.#database.transaction(async (transaction) => {
      const removed = await transaction.run(
        `UPDATE webhook SET removed_at = :at, secret = NULL
         WHERE id = :id AND issuer = :issuer AND removed_at IS NULL`,
        { id, issuer, at: this.#clock() },
      );
      if (removed === 0) return false;
      await transaction.run(
        `UPDATE webhook_delivery SET state = 'failed', outcome = 'removed' WHERE webhook = :id AND state = 'waiting'`,
        { id },
      );
      await this.#audit.append(transaction, { actor, action: 'webhook-removed', issuer, subject: id, details: {} });
      return true;
    });
  }

  deliveries(webhook: string, limit: number) {
    return this.#deliveries.list(webhook, limit);
  }

  startTest(webhook: string, leaseSeconds: number) {
    return this.#deliveries.startTest(webhook, leaseSeconds);
  }

  due(perWebhook: number) {
    return this.#deliveries.due(perWebhook);
  }

  claim(delivery: DueDelivery, leaseSeconds: number) {
    return this.#deliveries.claim(delivery, leaseSeconds);
  }

  settle(delivery: Pick<ClaimedDelivery, 'id' | 'attempt'>, result: AttemptResult) {
    return this.#deliveries.settle(delivery, result);
  }

  forgetOver(before: Date) {
    return this.#deliveries.forgetOver(before);
  }
}

function webhookOf(row: Row): Webhook {
  return {
    id: row.text('id'),
    issuer: row.text('issuer'),
    url: row.text('url'),
    events: row.list('events', isWebhookEvent),
    createdAt: row.text('created_at'),
  };
}
