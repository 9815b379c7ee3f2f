import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { IssuerUnknownError, RegistryUnavailableError, ReservationLostError } from '../errors.ts';
import type { BeginOutcome, IssueRequest, Reservation, StoredResponse } from '../reservation.ts';
import type { Idempotency } from './idempotency.ts';
import { Numbers } from './numbers.ts';
import type { Owners } from './owners.ts';

/** Numbers and Idempotency-Keys held for documents in the making, each for the process that makes it. */
export class Reservations {
  readonly #database: Database;
  readonly #owners: Owners;
  readonly #idempotency: Idempotency;
  /** Reservations of this process that were to be released while the database was away. */
  readonly #unreleased = new Set<string>();

  constructor(database: Database, owners: Owners, idempotency: Idempotency) {
    this.#database = database;
    this.#owners = owners;
    this.#idempotency = idempotency;
  }

  async begin(request: IssueRequest): Promise<BeginOutcome> {
    const unreleased = [...this.#unreleased];
    const outcome = await this.#database.transaction((transaction) => this.#begin(transaction, request, unreleased));
    for (const id of unreleased) this.#unreleased.delete(id);
    return outcome;
  }

  async release({ id }: Reservation): Promise<void> {
    try {
      await this.#database.transaction((transaction) => this.#release(transaction, id));
    } catch (cause) {
      if (cause instanceof RegistryUnavailableError) this.#unreleased.add(id);
      throw cause;
    }
  }

  /** Releases what processes held that are gone. */
  async releaseOfTheDead(transaction: Transaction): Promise<void> {
    for (const owner of await this.#owners.gone(transaction)) {
      const held = 'SELECT * FROM reservation WHERE owner = :owner ORDER BY id';
      await this.#releaseAll(transaction, await transaction.lock(held, { owner }));
    }
  }

  /**
   * Ends a reservation whose document now has the number, and keeps the answer.
   *
   * @throws ReservationLostError
   */
  async use(transaction: Transaction, id: string, response: StoredResponse | null): Promise<Reservation> {
    const [row] = await transaction.lock('SELECT * FROM reservation WHERE id = :id', { id });
    if (row === undefined) throw new ReservationLostError(`the reservation ${id} is not held any more`);
    if (response !== null) await this.#idempotency.answer(transaction, id, response);
    await transaction.run('DELETE FROM reservation WHERE id = :id', { id });
    return reservationOf(row);
  }

  async #begin(transaction: Transaction, request: IssueRequest, unreleased: readonly string[]): Promise<BeginOutcome> {
    const { idempotency } = request;
    if (idempotency !== null) await this.#idempotency.alone(transaction, idempotency);
    // Before what is known of the claim: it may be that of a process that is gone.
    for (const id of unreleased) await this.#release(transaction, id);
    await this.releaseOfTheDead(transaction);
    const known = idempotency === null ? null : await this.#idempotency.find(idempotency, transaction);
    if (known !== null) return known;
    const reservation = await this.#reserve(transaction, request);
    if (idempotency !== null) await this.#idempotency.claim(transaction, idempotency, reservation);
    return { kind: 'fresh', reservation };
  }

  async #reserve(transaction: Transaction, request: IssueRequest): Promise<Reservation> {
    const { issuer, form } = request;
    if ((await transaction.one('SELECT 1 FROM issuer WHERE id = :issuer', { issuer })) === null) {
      throw new IssuerUnknownError(`no issuer ${issuer}`);
    }
    await this.#owners.confirm(transaction);
    const { number, place } = await new Numbers(transaction).next(request);
    const id = randomUUID();
    await transaction.run(
      `INSERT INTO reservation (id, owner, issuer, form, number, series, numeral)
       VALUES (:id, :owner, :issuer, :form, :number, :series, :numeral)`,
      {
        id,
        owner: this.#owners.id,
        issuer,
        form,
        number,
        series: place?.series ?? null,
        numeral: place?.numeral ?? null,
      },
    );
    return { id, issuer, form, number };
  }

  async #release(transaction: Transaction, id: string): Promise<void> {
    const rows = await transaction.lock('SELECT * FROM reservation WHERE id = :id', { id });
    await this.#releaseAll(transaction, rows);
  }

  async #releaseAll(transaction: Transaction, rows: readonly Row[]): Promise<void> {
    const numbers = new Numbers(transaction);
    for (const row of rows) {
      const series = row.textOrNull('series');
      if (series !== null) await numbers.release(row.text('issuer'), series, row.integer('numeral'));
      // The claim of the Idempotency-Key goes with it.
      await transaction.run('DELETE FROM reservation WHERE id = :id', { id: row.text('id') });
    }
  }
}

function reservationOf(row: Row): Reservation {
  return { id: row.text('id'), issuer: row.text('issuer'), form: row.text('form'), number: row.text('number') };
}
