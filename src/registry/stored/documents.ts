import type { Database, Statements, Transaction, Values } from '../database/database.ts';
import { inOrder } from '../database/in-order.ts';
import type { Row } from '../database/row.ts';
import type { DocumentRecord } from '../record.ts';
import type { Completion, Payload, Reservation } from '../reservation.ts';
import { documentValues, eventOf, insertDocument, recordOf } from './record-rows.ts';

/** Records of issued documents and what they were made of. */
export class Documents {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds a record and its payload, within the transaction that issues the document. */
  async add(transaction: Transaction, reservation: Reservation, { document, payload }: Completion): Promise<void> {
    const { id } = document;
    await inOrder([
      transaction.run(insertDocument, documentValues(document, reservation)),
      transaction.run('INSERT INTO payload (document, data, derived) VALUES (:id, :data, :derived)', {
        id,
        data: JSON.stringify(payload.data),
        derived: JSON.stringify(payload.derived),
      }),
    ]);
  }

  /** Keeps others from changing documents until the transaction is over; those that are not there are passed over. */
  async lock(transaction: Transaction, ...ids: readonly string[]): Promise<void> {
    // Everybody in the same order, so that no two wait for each other.
    for (const id of ids.toSorted()) await transaction.lock('SELECT id FROM document WHERE id = :id', { id });
  }

  async byId(id: string, from: Statements = this.#database): Promise<DocumentRecord | null> {
    return this.#record(await from.one('SELECT * FROM document WHERE id = :id', { id }), from);
  }

  async ofIssuer(id: string, issuer: string, from: Statements = this.#database): Promise<DocumentRecord | null> {
    const record = await this.byId(id, from);
    return record?.issuer === issuer ? record : null;
  }

  async byNumberAndShortCode(number: string, shortCode: string): Promise<DocumentRecord | null> {
    const found = await this.#database.one(
      'SELECT * FROM document WHERE number = :number AND short_code = :shortCode',
      { number, shortCode },
    );
    return this.#record(found, this.#database);
  }

  async payload(id: string): Promise<Payload | null> {
    const row = await this.#database.one('SELECT data, derived FROM payload WHERE document = :id', { id });
    return row === null ? null : { data: row.object('data'), derived: row.object('derived') };
  }

  /** The records of rows of the table `document`, with their status events. */
  async withEvents(rows: readonly Row[], from: Statements = this.#database): Promise<DocumentRecord[]> {
    if (rows.length === 0) return [];
    const places = rows.map((_, at) => `document${at}`);
    const events = await from.all(
      `SELECT * FROM status_event WHERE document IN (${places.map((place) => `:${place}`).join(', ')})
       ORDER BY document, position`,
      Object.fromEntries(rows.map((row, at) => [`document${at}`, row.text('id')])) satisfies Values,
    );
    const byDocument = Map.groupBy(events, (event) => event.text('document'));
    return rows.map((row) => recordOf(row, (byDocument.get(row.text('id')) ?? []).map(eventOf)));
  }

  async #record(row: Row | null, from: Statements): Promise<DocumentRecord | null> {
    return row === null ? null : ((await this.withEvents([row], from))[0] ?? null);
  }
}
