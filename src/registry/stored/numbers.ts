import { inOrder } from '../database/in-order.ts';
import type { Transaction } from '../database/database.ts';
import { NumberTakenError, SeriesFullError } from '../errors.ts';
import type { IssueRequest, NumberSeries, Reservation } from '../reservation.ts';

/** A number to be reserved; `numeral` is its place in the series it came from. */
export interface WantedNumber {
  readonly number: string;
  readonly place: { readonly series: string; readonly numeral: number } | null;
}

/** Reserves a number; null when a document or another reservation has it. */
export type Reserve = (wanted: WantedNumber) => Promise<Reservation | null>;

/** Numbers of documents, given by the caller or counted, within the transaction that reserves them. */
export class Numbers {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** Reserves the number that was asked for. @throws NumberTakenError, SeriesFullError */
  async reserve(request: IssueRequest, reserve: Reserve): Promise<Reservation> {
    if ('series' in request.number) {
      const { series } = request.number;
      const [next, released] = await inOrder([
        this.#lockSeries(request.issuer, series),
        this.#released(request.issuer, series),
      ]);
      return (
        (await this.#reserveReleased(request, series, released, reserve)) ??
        (await this.#reserveCounted(request, series, next, reserve))
      );
    }
    const number = request.number.given;
    const reservation = await reserve({ number, place: null });
    if (reservation === null) throw new NumberTakenError(number);
    return reservation;
  }

  /** Takes a numeral back: it is the next one given out. */
  async release(issuer: string, series: string, numeral: number): Promise<void> {
    await this.#transaction.run(
      `INSERT INTO released_numeral (issuer, series, numeral) VALUES (:issuer, :series, :numeral)
       ON CONFLICT DO NOTHING`,
      { issuer, series, numeral },
    );
  }

  /** Its next numeral. Nobody else counts in the series until the transaction is over. */
  async #lockSeries(issuer: string, { key, first }: NumberSeries): Promise<number> {
    const known = 'SELECT next FROM series WHERE issuer = :issuer AND key = :key';
    const [row] = await this.#transaction.lock(known, { issuer, key });
    if (row !== undefined) return row.integer('next');
    const added = `INSERT INTO series (issuer, key, next) VALUES (:issuer, :key, :first) ON CONFLICT DO NOTHING`;
    await this.#transaction.run(added, { issuer, key, first });
    const [series] = await this.#transaction.lock(known, { issuer, key });
    return series?.integer('next') ?? first;
  }

  /** Released numerals within the series, lowest first. */
  async #released(issuer: string, { key, first, last }: NumberSeries): Promise<number[]> {
    const rows = await this.#transaction.all(
      `SELECT numeral FROM released_numeral
       WHERE issuer = :issuer AND series = :key AND numeral BETWEEN :first AND :last ORDER BY numeral`,
      { issuer, key, first, last },
    );
    return rows.map((row) => row.integer('numeral'));
  }

  /** The lowest of them that is still free. */
  async #reserveReleased(
    request: IssueRequest,
    { key, format }: NumberSeries,
    released: readonly number[],
    reserve: Reserve,
  ): Promise<Reservation | null> {
    for (const numeral of released) {
      const number = format(numeral);
      const reservation = await reserve({ number, place: { series: key, numeral } });
      // Given by a caller to a document in the making: that may still come to nothing.
      if (reservation === null && !(await this.#isIssued(request, number))) continue;
      await this.#transaction.run(
        'DELETE FROM released_numeral WHERE issuer = :issuer AND series = :key AND numeral = :numeral',
        { issuer: request.issuer, key, numeral },
      );
      if (reservation !== null) return reservation;
    }
    return null;
  }

  /** The next numeral; those whose numbers callers have given to documents are passed over. */
  async #reserveCounted(
    request: IssueRequest,
    { key, first, last, format }: NumberSeries,
    next: number,
    reserve: Reserve,
  ): Promise<Reservation> {
    const { issuer } = request;
    const counted = 'UPDATE series SET next = :next WHERE issuer = :issuer AND key = :key';
    for (let numeral = Math.max(next, first); numeral <= last; numeral += 1) {
      const number = format(numeral);
      const [reservation] = await inOrder([
        reserve({ number, place: { series: key, numeral } }),
        this.#transaction.run(counted, { issuer, key, next: numeral + 1 }),
      ]);
      if (reservation !== null) return reservation;
      if (!(await this.#isIssued(request, number))) await this.release(issuer, key, numeral);
    }
    throw new SeriesFullError(key);
  }

  /** Whether a number that somebody has is that of a document. */
  async #isIssued({ issuer, form }: IssueRequest, number: string): Promise<boolean> {
    const issued = 'SELECT 1 FROM document WHERE issuer = :issuer AND form = :form AND number = :number';
    return (await this.#transaction.one(issued, { issuer, form, number })) !== null;
  }
}
