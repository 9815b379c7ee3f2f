import type { IdempotencyClaim, NotFresh, Reservation, StoredResponse } from '../reservation.ts';
import type { Database } from './database.ts';

/** Idempotency-Keys: claimed while a request is done, kept with its answer when it succeeded. Within transactions. */
export class Idempotency {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What is known of a claim; null when it is a fresh one. */
  find({ apiKey, route, key, fingerprint }: IdempotencyClaim): NotFresh | null {
    const row = this.#database.one(
      'SELECT * FROM idempotency WHERE api_key = :apiKey AND route = :route AND key = :key',
      { apiKey, route, key },
    );
    if (row === null) return null;
    if (row.text('fingerprint') !== fingerprint) return { kind: 'conflict' };
    if (row.textOrNull('body') === null) return { kind: 'inFlight' };
    return { kind: 'replay', response: { status: row.integer('status'), body: row.json('body') } };
  }

  /** Claims a fresh key for as long as the reservation is held. */
  claim({ apiKey, route, key, fingerprint }: IdempotencyClaim, reservation: Reservation): void {
    this.#database.run(
      `INSERT INTO idempotency (api_key, route, key, fingerprint, reservation)
       VALUES (:apiKey, :route, :key, :fingerprint, :reservation)`,
      { apiKey, route, key, fingerprint, reservation: reservation.id },
    );
  }

  /** Keeps the answer of what a reservation was claimed for, if it was. */
  answer(reservation: string, { status, body }: StoredResponse): void {
    this.#database.run(
      'UPDATE idempotency SET reservation = NULL, status = :status, body = :body WHERE reservation = :reservation',
      { reservation, status, body: JSON.stringify(body) },
    );
  }

  /** Keeps the answer of a fresh claim that was done at once. */
  keep({ apiKey, route, key, fingerprint }: IdempotencyClaim, { status, body }: StoredResponse): void {
    this.#database.run(
      `INSERT INTO idempotency (api_key, route, key, fingerprint, status, body)
       VALUES (:apiKey, :route, :key, :fingerprint, :status, :body)`,
      { apiKey, route, key, fingerprint, status, body: JSON.stringify(body) },
    );
  }
}
