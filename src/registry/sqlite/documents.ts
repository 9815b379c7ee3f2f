import type { DocumentRecord } from '../record.ts';
import type { Completion, Payload, Reservation } from '../reservation.ts';
import type { Database } from './database.ts';
import { documentValues, eventOf, insertDocument, recordOf } from './record-rows.ts';
import type { Row } from './row.ts';

/** Records of issued documents and what they were made of. */
export class Documents {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds a record and its payload, within the transaction that issues the document. */
  add(reservation: Reservation, { document, payload }: Completion): void {
    this.#database.run(insertDocument, documentValues(document, reservation));
    this.#database.run('INSERT INTO payload (document, data, derived) VALUES (:id, :data, :derived)', {
      id: document.id,
      data: JSON.stringify(payload.data),
      derived: JSON.stringify(payload.derived),
    });
  }

  byId(id: string): DocumentRecord | null {
    return this.#record(this.#database.one('SELECT * FROM document WHERE id = :id', { id }));
  }

  ofIssuer(id: string, issuer: string): DocumentRecord | null {
    const record = this.byId(id);
    return record?.issuer === issuer ? record : null;
  }

  byNumberAndShortCode(number: string, shortCode: string): DocumentRecord | null {
    return this.#record(
      this.#database.one('SELECT * FROM document WHERE number = :number AND short_code = :shortCode', {
        number,
        shortCode,
      }),
    );
  }

  payload(id: string): Payload | null {
    const row = this.#database.one('SELECT data, derived FROM payload WHERE document = :id', { id });
    return row === null ? null : { data: row.object('data'), derived: row.object('derived') };
  }

  /** The record of a row of the table `document`, with its status events. */
  withEvents(row: Row): DocumentRecord {
    const events = this.#database.all('SELECT * FROM status_event WHERE document = :id ORDER BY position', {
      id: row.text('id'),
    });
    return recordOf(row, events.map(eventOf));
  }

  #record(row: Row | null): DocumentRecord | null {
    return row === null ? null : this.withEvents(row);
  }
}
