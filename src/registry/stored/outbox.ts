import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../forms/json.ts';
import { writeFiveBits } from '../../trust/five-bits.ts';
import type { Transaction } from '../database/database.ts';
import { isWebhookEvent, type MessageType, type WebhookEvent } from '../webhooks.ts';
import type { Clock } from './clock.ts';

/** What happened, in ids and states: never personal data, as a message leaves the service. */
export interface Happening {
  readonly issuer: string;
  readonly event: WebhookEvent;
  /** `document` or `batch` with its members. */
  readonly about: JsonObject;
}

const idDigits = '0123456789abcdefghjkmnpqrstvwxyz';

/** Messages to webhooks, written in the transaction of what they tell of. */
export class Outbox {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Writes a message for every webhook of the issuer that is told of such events; before the trail. */
  async tell(transaction: Transaction, { issuer, event, about }: Happening): Promise<void> {
    const rows = await transaction.all('SELECT id, events FROM webhook WHERE issuer = :issuer AND removed_at IS NULL', {
      issuer,
    });
    const told = rows.filter((row) => row.list('events', isWebhookEvent).includes(event));
    for (const row of told) {
      await this.write(transaction, { webhook: row.text('id'), issuer, type: event, about, dueAt: this.#clock() });
    }
  }

  /** Writes one message; answers its id. */
  async write(
    transaction: Transaction,
    message: {
      readonly webhook: string;
      readonly issuer: string;
      readonly type: MessageType;
      readonly about: JsonObject;
      readonly dueAt: string;
    },
  ): Promise<string> {
    const { webhook, issuer, type, about, dueAt } = message;
    const id = writeFiveBits(randomBytes(10), idDigits);
    const createdAt = this.#clock();
    await transaction.run(
      `INSERT INTO webhook_delivery (id, webhook, type, body, state, created_at, due_at, attempts)
       VALUES (:id, :webhook, :type, :body, 'waiting', :createdAt, :dueAt, 0)`,
      { id, webhook, type, body: JSON.stringify({ id, type, createdAt, issuer, ...about }), createdAt, dueAt },
    );
    return id;
  }
}
