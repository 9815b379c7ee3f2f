import { instantText } from '../../trust/instant.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import {
  type AttemptResult,
  type ClaimedDelivery,
  type Delivery,
  type DeliveryState,
  deliveryStates,
  type DueDelivery,
} from '../webhooks.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';

/** Messages of one look at most. */
const glance = 1000;

/** Messages to webhooks from the outbox until they are over. */
export class Deliveries {
  readonly #database: Database;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(database: Database, outbox: Outbox, clock: Clock) {
    this.#database = database;
    this.#outbox = outbox;
    this.#clock = clock;
  }

  async list(webhook: string, limit: number): Promise<Delivery[]> {
    const rows = await this.#database.all(
      'SELECT * FROM webhook_delivery WHERE webhook = :webhook ORDER BY created_at DESC, id LIMIT :limit',
      { webhook, limit },
    );
    return rows.map(deliveryOf);
  }

  startTest(webhook: string, leaseSeconds: number): Promise<ClaimedDelivery | null> {
    return this.#database.transaction(async (transaction) => {
      const row = await transaction.one('SELECT issuer FROM webhook WHERE id = :webhook AND removed_at IS NULL', {
        webhook,
      });
      if (row === null) return null;
      const dueAt = this.#clock();
      const message = { webhook, issuer: row.text('issuer'), type: 'webhook.test', about: {}, dueAt } as const;
      const id = await this.#outbox.write(transaction, message);
      return this.#take(transaction, { id, webhook, dueAt }, leaseSeconds);
    });
  }

  async due(perWebhook: number): Promise<DueDelivery[]> {
    const rows = await this.#database.all(
      `SELECT id, webhook, due_at FROM (
         SELECT id, webhook, due_at, row_number() OVER (PARTITION BY webhook ORDER BY due_at, created_at) AS place
         FROM webhook_delivery WHERE state = 'waiting' AND due_at <= :now
       ) AS waiting WHERE place <= :perWebhook ORDER BY due_at LIMIT ${glance}`,
      { now: this.#clock(), perWebhook },
    );
    return rows.map((row) => ({ id: row.text('id'), webhook: row.text('webhook'), dueAt: row.text('due_at') }));
  }

  claim(delivery: DueDelivery, leaseSeconds: number): Promise<ClaimedDelivery | null> {
    return this.#database.transaction((transaction) => this.#take(transaction, delivery, leaseSeconds));
  }

  async settle(
    { id, attempt }: Pick<ClaimedDelivery, 'id' | 'attempt'>,
    { isDelivered, outcome, retryAt }: AttemptResult,
  ): Promise<void> {
    const over: DeliveryState = isDelivered ? 'delivered' : 'failed';
    await this.#database.run(
      `UPDATE webhook_delivery SET state = :state, outcome = :outcome, due_at = :dueAt
       WHERE id = :id AND attempts = :attempt AND state = 'waiting'`,
      {
        id,
        attempt,
        outcome,
        state: !isDelivered && retryAt !== null ? 'waiting' : over,
        dueAt: retryAt === null ? this.#clock() : instantText(retryAt),
      },
    );
  }

  forgetOver(before: Date): Promise<number> {
    return this.#database.run(`DELETE FROM webhook_delivery WHERE state <> 'waiting' AND created_at < :before`, {
      before: instantText(before),
    });
  }

  /** The instant when it was due is what two nodes see and one changes. */
  async #take(
    transaction: Transaction,
    { id, webhook, dueAt }: DueDelivery,
    leaseSeconds: number,
  ): Promise<ClaimedDelivery | null> {
    const now = this.#clock();
    const leaseEnd = instantText(new Date(Date.parse(now) + leaseSeconds * 1000));
    const taken = await transaction.run(
      `UPDATE webhook_delivery SET due_at = :leaseEnd, attempts = attempts + 1, attempted_at = :now
       WHERE id = :id AND state = 'waiting' AND due_at = :dueAt`,
      { id, now, dueAt, leaseEnd },
    );
    if (taken === 0) return null;
    const receiver = await transaction.one('SELECT url, secret FROM webhook WHERE id = :webhook', { webhook });
    const delivery = await transaction.one('SELECT * FROM webhook_delivery WHERE id = :id', { id });
    const secret = receiver?.textOrNull('secret') ?? null;
    if (receiver === null || delivery === null || secret === null) {
      // Written while its webhook was removed.
      await transaction.run(`UPDATE webhook_delivery SET state = 'failed', outcome = 'removed' WHERE id = :id`, { id });
      return null;
    }
    return {
      id,
      webhook,
      secret,
      type: delivery.text('type'),
      body: delivery.text('body'),
      createdAt: delivery.text('created_at'),
      attempt: delivery.integer('attempts'),
      url: receiver.text('url'),
    };
  }
}

function deliveryOf(row: Row): Delivery {
  const state = row.word('state', isDeliveryState);
  return {
    id: row.text('id'),
    type: row.text('type'),
    state,
    createdAt: row.text('created_at'),
    attempts: row.integer('attempts'),
    attemptedAt: row.textOrNull('attempted_at'),
    outcome: row.textOrNull('outcome'),
    dueAt: state === 'waiting' ? row.text('due_at') : null,
  };
}

function isDeliveryState(text: string): text is DeliveryState {
  return deliveryStates.some((state) => state === text);
}
