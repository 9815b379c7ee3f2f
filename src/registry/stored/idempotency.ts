import type { Database, Statements, Transaction } from '../database/database.ts';
import type { IdempotencyClaim, NotFresh, Reservation, StoredResponse } from '../reservation.ts';

/** Idempotency-Keys: claimed while a request is done, kept with its answer when it succeeded. */
export class Idempotency {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What is known of a claim; null when it is a fresh one. */
  async find(
    { apiKey, route, key, fingerprint }: IdempotencyClaim,
    from: Statements = this.#database,
  ): Promise<NotFresh | null> {
    const row = await from.one('SELECT * FROM idempotency WHERE api_key = :apiKey AND route = :route AND key = :key', {
      apiKey,
      route,
      key,
    });
    if (row === null) return null;
    if (row.text('fingerprint') !== fingerprint) return { kind: 'conflict' };
    if (row.textOrNull('body') === null) return { kind: 'inFlight' };
    return { kind: 'replay', response: { status: row.integer('status'), body: row.json('body') } };
  }

  /** The same, first thing in the transaction that does what is claimed: others with the same key wait for its end. */
  async take(transaction: Transaction, claim: IdempotencyClaim | null): Promise<NotFresh | null> {
    if (claim === null) return null;
    await this.alone(transaction, claim);
    return this.find(claim, transaction);
  }

  /** Nobody else does anything with the same key until the transaction is over. */
  alone(transaction: Transaction, { apiKey, route, key }: IdempotencyClaim): Promise<void> {
    return transaction.alone(`claim ${JSON.stringify([apiKey, route, key])}`);
  }

  /** Claims a fresh key for as long as the reservation is held; nothing is claimed when it is not. */
  async claim(
    transaction: Transaction,
    { apiKey, route, key, fingerprint }: IdempotencyClaim,
    reservation: Reservation,
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO idempotency (api_key, route, key, fingerprint, reservation)
       SELECT CAST(:apiKey AS TEXT), CAST(:route AS TEXT), CAST(:key AS TEXT), CAST(:fingerprint AS TEXT), id
       FROM reservation WHERE id = :reservation`,
      { apiKey, route, key, fingerprint, reservation: reservation.id },
    );
  }

  /** Keeps the answer of what a reservation was claimed for, if it was. */
  async answer(transaction: Transaction, reservation: string, { status, body }: StoredResponse): Promise<void> {
    await transaction.run(
      'UPDATE idempotency SET reservation = NULL, status = :status, body = :body WHERE reservation = :reservation',
      { reservation, status, body: JSON.stringify(body) },
    );
  }

  /** Keeps the answer of a fresh claim that was done at once. */
  async keep(
    transaction: Transaction,
    { apiKey, route, key, fingerprint }: IdempotencyClaim,
    { status, body }: StoredResponse,
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO idempotency (api_key, route, key, fingerprint, status, body)
       VALUES (:apiKey, :route, :key, :fingerprint, :status, :body)`,
      { apiKey, route, key, fingerprint, status, body: JSON.stringify(body) },
    );
  }
}
