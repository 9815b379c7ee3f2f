import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../database/database.ts';
import { inOrder } from '../database/in-order.ts';
import type { Row } from '../database/row.ts';
import { IssuerUnknownError, RegistryUnavailableError, ReservationLostError } from '../errors.ts';
import type { BeginOutcome, IssueRequest, NotFresh, Reservation, StoredResponse } from '../reservation.ts';
import type { Idempotency } from './idempotency.ts';
import { Numbers, type WantedNumber } from './numbers.ts';
import type { Owners } from './owners.ts';

/** In one statement: a document that takes the place of its reservation meanwhile is seen as one of the two. */
const reserve = `
INSERT INTO reservation (id, owner, issuer, form, number, series, numeral)
SELECT CAST(:id AS TEXT), CAST(:owner AS TEXT), CAST(:issuer AS TEXT), CAST(:form AS TEXT), CAST(:number AS TEXT),
  CAST(:series AS TEXT), CAST(:numeral AS BIGINT)
WHERE NOT EXISTS (SELECT 1 FROM document WHERE issuer = :issuer AND form = :form AND number = :number)
  AND NOT EXISTS (SELECT 1 FROM reservation WHERE issuer = :issuer AND form = :form AND number = :number)
ON CONFLICT DO NOTHING`;

interface FreshRequest extends IssueRequest {
  /** Of the reservation to be. */
  readonly id: string;
  /** Reservations to be released first. */
  readonly unreleased: readonly string[];
}

/** Numbers and Idempotency-Keys held for documents in the making, each for the process that makes it. */
export class Reservations {
  readonly #database: Database;
  readonly #owners: Owners;
  readonly #idempotency: Idempotency;
  /** Reservations of this process that were to be released while the database was away, or may have been made then. */
  readonly #unreleased = new Set<string>();

  constructor(database: Database, owners: Owners, idempotency: Idempotency) {
    this.#database = database;
    this.#owners = owners;
    this.#idempotency = idempotency;
  }

  async begin(request: IssueRequest): Promise<BeginOutcome> {
    const unreleased = [...this.#unreleased];
    const id = randomUUID();
    const outcome = await this.#database
      .transaction(
        (transaction) => this.#begin(transaction, { ...request, id, unreleased }),
        // What is held for a process is worth nothing without it: durable with the document that gets the number.
        ({ kind }) => kind === 'fresh' && unreleased.length === 0,
      )
      .catch((cause: unknown) => {
        // It may be held: what the database did before it went away is not known.
        if (cause instanceof RegistryUnavailableError) this.#unreleased.add(id);
        throw cause;
      });
    for (const each of unreleased) this.#unreleased.delete(each);
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
    await this.#releaseOf(transaction, await this.#owners.gone(transaction));
  }

  /**
   * Ends a reservation whose document now has the number, and keeps the answer.
   *
   * @throws ReservationLostError
   */
  async use(transaction: Transaction, { id }: Reservation, response: StoredResponse | null): Promise<void> {
    const [held] = await inOrder([
      transaction.lock('SELECT 1 AS held FROM reservation WHERE id = :id', { id }),
      response === null ? Promise.resolve() : this.#idempotency.answer(transaction, id, response),
      transaction.run('DELETE FROM reservation WHERE id = :id', { id }),
    ]);
    if (held.length === 0) throw new ReservationLostError(`the reservation ${id} is not held any more`);
  }

  async #begin(transaction: Transaction, request: FreshRequest): Promise<BeginOutcome> {
    const known = await this.#known(transaction, request);
    if (known !== null) return known;
    const reservation = await new Numbers(transaction).reserve(request, (wanted) =>
      this.#reserve(transaction, request, wanted),
    );
    return { kind: 'fresh', reservation };
  }

  /** What is known of the claim, when those that are gone have given back what they held. */
  async #known(
    transaction: Transaction,
    { idempotency: claim, issuer, unreleased }: FreshRequest,
  ): Promise<NotFresh | null> {
    const find = () => (claim === null ? Promise.resolve(null) : this.#idempotency.find(claim, transaction));
    const [, gone, known] = await inOrder([
      claim === null ? Promise.resolve() : this.#idempotency.alone(transaction, claim),
      this.#owners.gone(transaction),
      find(),
      this.#owners.confirm(transaction),
      refuseUnknownIssuer(transaction, issuer),
    ]);
    if (gone.length === 0 && unreleased.length === 0) return known;
    for (const id of unreleased) await this.#release(transaction, id);
    await this.#releaseOf(transaction, gone);
    // It may have been the claim of a process that is gone.
    return find();
  }

  /** Holds a number and claims the Idempotency-Key with it, or neither: null when somebody has the number. */
  async #reserve(
    transaction: Transaction,
    { id, issuer, form, idempotency }: FreshRequest,
    { number, place }: WantedNumber,
  ): Promise<Reservation | null> {
    const reservation = { id, issuer, form, number };
    const [reserved] = await inOrder([
      transaction.run(reserve, {
        ...reservation,
        owner: this.#owners.id,
        series: place?.series ?? null,
        numeral: place?.numeral ?? null,
      }),
      idempotency === null ? Promise.resolve() : this.#idempotency.claim(transaction, idempotency, reservation),
    ]);
    return reserved === 0 ? null : reservation;
  }

  async #releaseOf(transaction: Transaction, owners: readonly string[]): Promise<void> {
    for (const owner of owners) {
      const held = 'SELECT * FROM reservation WHERE owner = :owner ORDER BY id';
      await this.#releaseAll(transaction, await transaction.lock(held, { owner }));
    }
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

/** @throws IssuerUnknownError */
async function refuseUnknownIssuer(transaction: Transaction, issuer: string): Promise<void> {
  const known = await transaction.one('SELECT 1 AS known FROM issuer WHERE id = :issuer', { issuer });
  if (known === null) throw new IssuerUnknownError(`no issuer ${issuer}`);
}
