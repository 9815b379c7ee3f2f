import { NumberTakenError, SeriesFullError } from '../errors.ts';
import type { IssueRequest, NumberSeries } from '../reservation.ts';
import type { Database } from './database.ts';

/** A number that may be reserved; `numeral` is its place in the series it came from. */
export interface FreeNumber {
  readonly number: string;
  readonly place: { readonly series: string; readonly numeral: number } | null;
}

type Holder = 'document' | 'reservation' | 'nobody';

/** Numbers of documents: given by the caller or counted. Used within the transaction that reserves them. */
export class Numbers {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws NumberTakenError, SeriesFullError */
  next(request: IssueRequest): FreeNumber {
    if ('series' in request.number) {
      const { series } = request.number;
      return this.#released(request, series) ?? this.#counted(request, series);
    }
    const number = request.number.given;
    if (this.#holder(request, number) !== 'nobody') throw new NumberTakenError(number);
    return { number, place: null };
  }

  /** Takes a numeral back: it is the next one given out. */
  release(issuer: string, series: string, numeral: number): void {
    this.#database.run(
      `INSERT INTO released_numeral (issuer, series, numeral) VALUES (:issuer, :series, :numeral)
       ON CONFLICT DO NOTHING`,
      { issuer, series, numeral },
    );
  }

  /** The lowest released numeral within the series that is still free. */
  #released(request: IssueRequest, series: NumberSeries): FreeNumber | null {
    const rows = this.#database.all(
      `SELECT numeral FROM released_numeral
       WHERE issuer = :issuer AND series = :key AND numeral BETWEEN :first AND :last ORDER BY numeral`,
      { issuer: request.issuer, key: series.key, first: series.first, last: series.last },
    );
    for (const row of rows) {
      const numeral = row.integer('numeral');
      const number = series.format(numeral);
      const holder = this.#holder(request, number);
      // Given by a caller to a document in the making: that may still come to nothing.
      if (holder === 'reservation') continue;
      this.#database.run(
        'DELETE FROM released_numeral WHERE issuer = :issuer AND series = :key AND numeral = :numeral',
        { issuer: request.issuer, key: series.key, numeral },
      );
      if (holder === 'nobody') return { number, place: { series: series.key, numeral } };
    }
    return null;
  }

  /** The next numeral; those whose numbers callers have given to documents are passed over. */
  #counted(request: IssueRequest, series: NumberSeries): FreeNumber {
    const { issuer } = request;
    const { key } = series;
    const known = this.#database.one('SELECT next FROM series WHERE issuer = :issuer AND key = :key', { issuer, key });
    for (let numeral = Math.max(known?.integer('next') ?? 0, series.first); numeral <= series.last; numeral += 1) {
      const number = series.format(numeral);
      const holder = this.#holder(request, number);
      if (holder === 'reservation') this.release(issuer, key, numeral);
      if (holder !== 'nobody') continue;
      this.#database.run(
        `INSERT INTO series (issuer, key, next) VALUES (:issuer, :key, :next)
         ON CONFLICT DO UPDATE SET next = excluded.next`,
        { issuer, key, next: numeral + 1 },
      );
      return { number, place: { series: key, numeral } };
    }
    throw new SeriesFullError(key);
  }

  #holder({ issuer, form }: IssueRequest, number: string): Holder {
    const holds = (table: 'document' | 'reservation') =>
      this.#database.one(`SELECT 1 FROM ${table} WHERE issuer = :issuer AND form = :form AND number = :number`, {
        issuer,
        form,
        number,
      }) !== null;
    if (holds('document')) return 'document';
    return holds('reservation') ? 'reservation' : 'nobody';
  }
}
