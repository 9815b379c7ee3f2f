import type { Transaction } from '../database/database.ts';
import { NumberTakenError, SeriesFullError } from '../errors.ts';
import type { IssueRequest, NumberSeries } from '../reservation.ts';

/** A number that may be reserved; `numeral` is its place in the series it came from. */
export interface FreeNumber {
  readonly number: string;
  readonly place: { readonly series: string; readonly numeral: number } | null;
}

type Holder = 'document' | 'reservation' | 'nobody';

/** Numbers of documents, given by the caller or counted, within the transaction that reserves them. */
export class Numbers {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** @throws NumberTakenError, SeriesFullError */
  async next(request: IssueRequest): Promise<FreeNumber> {
    if ('series' in request.number) {
      const { series } = request.number;
      const next = await this.#lockSeries(request.issuer, series);
      return (await this.#released(request, series)) ?? (await this.#counted(request, series, next));
    }
    const number = request.number.given;
    if ((await this.#holder(request, number)) !== 'nobody') throw new NumberTakenError(number);
    return { number, place: null };
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

  /** The lowest released numeral within the series that is still free. */
  async #released(request: IssueRequest, series: NumberSeries): Promise<FreeNumber | null> {
    const rows = await this.#transaction.all(
      `SELECT numeral FROM released_numeral
       WHERE issuer = :issuer AND series = :key AND numeral BETWEEN :first AND :last ORDER BY numeral`,
      { issuer: request.issuer, key: series.key, first: series.first, last: series.last },
    );
    for (const row of rows) {
      const numeral = row.integer('numeral');
      const number = series.format(numeral);
      const holder = await this.#holder(request, number);
      // Given by a caller to a document in the making: that may still come to nothing.
      if (holder === 'reservation') continue;
      await this.#transaction.run(
        'DELETE FROM released_numeral WHERE issuer = :issuer AND series = :key AND numeral = :numeral',
        { issuer: request.issuer, key: series.key, numeral },
      );
      if (holder === 'nobody') return { number, place: { series: series.key, numeral } };
    }
    return null;
  }

  /** The next numeral; those whose numbers callers have given to documents are passed over. */
  async #counted(request: IssueRequest, series: NumberSeries, next: number): Promise<FreeNumber> {
    const { issuer } = request;
    const { key } = series;
    for (let numeral = Math.max(next, series.first); numeral <= series.last; numeral += 1) {
      const number = series.format(numeral);
      const holder = await this.#holder(request, number);
      if (holder === 'reservation') await this.release(issuer, key, numeral);
      if (holder !== 'nobody') continue;
      const counted = 'UPDATE series SET next = :next WHERE issuer = :issuer AND key = :key';
      await this.#transaction.run(counted, { issuer, key, next: numeral + 1 });
      return { number, place: { series: key, numeral } };
    }
    throw new SeriesFullError(key);
  }

  /** In one statement: a document that takes the place of its reservation meanwhile is seen as one of the two. */
  async #holder({ issuer, form }: IssueRequest, number: string): Promise<Holder> {
    const its = 'issuer = :issuer AND form = :form AND number = :number';
    const rows = await this.#transaction.all(
      `SELECT 1 AS issued FROM document WHERE ${its} UNION ALL SELECT 0 FROM reservation WHERE ${its}`,
      { issuer, form, number },
    );
    if (rows.some((row) => row.integer('issued') === 1)) return 'document';
    return rows.length > 0 ? 'reservation' : 'nobody';
  }
}
