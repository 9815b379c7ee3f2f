import { randomUUID } from 'node:crypto';
import { IssuerUnknownError, ReservationLostError } from '../errors.ts';
import type { BeginOutcome, IssueRequest, Reservation, StoredResponse } from '../reservation.ts';
import type { Database } from './database.ts';
import type { Idempotency } from './idempotency.ts';
import type { Numbers } from './numbers.ts';
import type { Owners } from './owners.ts';
import type { Row } from './row.ts';

/** Numbers and Idempotency-Keys held for documents in the making, each for the process that makes it. */
export class Reservations {
  readonly #database: Database;
  readonly #owners: Owners;
  readonly #numbers: Numbers;
  readonly #idempotency: Idempotency;

  constructor(database: Database, owners: Owners, numbers: Numbers, idempotency: Idempotency) {
    this.#database = database;
    this.#owners = owners;
    this.#numbers = numbers;
    this.#idempotency = idempotency;
  }

  begin(request: IssueRequest): BeginOutcome {
    return this.#database.transaction(() => {
      this.releaseOfTheDead();
      const known = request.idempotency === null ? null : this.#idempotency.find(request.idempotency);
      if (known !== null) return known;
      const reservation = this.#reserve(request);
      if (request.idempotency !== null) this.#idempotency.claim(request.idempotency, reservation);
      return { kind: 'fresh', reservation };
    });
  }

  release(reservation: Reservation): void {
    this.#database.transaction(() => {
      this.#releaseAll(this.#database.all('SELECT * FROM reservation WHERE id = :id', { id: reservation.id }));
    });
  }

  /** Releases what processes held that are gone; within a transaction. */
  releaseOfTheDead(): void {
    const others = this.#database.all('SELECT DISTINCT owner FROM reservation WHERE owner <> :id', {
      id: this.#owners.id,
    });
    for (const owner of others.map((row) => row.text('owner'))) {
      if (this.#owners.isAlive(owner)) continue;
      this.#releaseAll(this.#database.all('SELECT * FROM reservation WHERE owner = :owner', { owner }));
    }
  }

  /**
   * Ends a reservation whose document now has the number, and keeps the answer; within a transaction.
   *
   * @throws ReservationLostError
   */
  use(id: string, response: StoredResponse | null): Reservation {
    const row = this.#database.one('SELECT * FROM reservation WHERE id = :id', { id });
    if (row === null) throw new ReservationLostError(`the reservation ${id} is not held any more`);
    if (response !== null) this.#idempotency.answer(id, response);
    this.#database.run('DELETE FROM reservation WHERE id = :id', { id });
    return reservationOf(row);
  }

  #reserve(request: IssueRequest): Reservation {
    const { issuer, form } = request;
    if (this.#database.one('SELECT 1 FROM issuer WHERE id = :issuer', { issuer }) === null) {
      throw new IssuerUnknownError(`no issuer ${issuer}`);
    }
    const { number, place } = this.#numbers.next(request);
    const id = randomUUID();
    this.#database.run(
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

  #releaseAll(rows: readonly Row[]): void {
    for (const row of rows) {
      const series = row.textOrNull('series');
      if (series !== null) this.#numbers.release(row.text('issuer'), series, row.integer('numeral'));
      // The claim of the Idempotency-Key goes with it.
      this.#database.run('DELETE FROM reservation WHERE id = :id', { id: row.text('id') });
    }
  }
}

function reservationOf(row: Row): Reservation {
  return { id: row.text('id'), issuer: row.text('issuer'), form: row.text('form'), number: row.text('number') };
}
