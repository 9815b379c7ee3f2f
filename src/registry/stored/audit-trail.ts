import { setImmediate } from 'node:timers/promises';
import { auditText, chainHash, chainStart, type AuditEntry, type AuditEvent, type AuditVerdict } from '../audit.ts';
import type { Clock } from './clock.ts';
import type { Database, Dialect, Transaction } from '../database/database.ts';

/** Events checked before other requests get their turn. */
const stride = 1000;

/** How many events were ever added, which a tail that was cut off does not change. */
const lengthQuery: Readonly<Record<Dialect, string>> = {
  sqlite: `SELECT seq AS length FROM sqlite_sequence WHERE name = 'audit'`,
  postgres: 'SELECT length FROM audit_end',
};

/** The trail of everything that was changed; it only grows. */
export class AuditTrail {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Adds an event of the present instant, within the transaction of what it tells of: events keep their order. */
  async append(transaction: Transaction, event: Omit<AuditEvent, 'at'>): Promise<void> {
    const text = auditText({ ...event, at: this.#clock() });
    if (transaction.dialect === 'postgres') {
      // Linked to the trail while the transaction commits (`audit_link`).
      await transaction.run('INSERT INTO audit_arrival (event) VALUES (:text)', { text });
      return;
    }
    const last = await transaction.one('SELECT hash FROM audit ORDER BY position DESC LIMIT 1');
    const hash = chainHash(last?.text('hash') ?? chainStart, text);
    await transaction.run('INSERT INTO audit (event, hash) VALUES (:text, :hash)', { text, hash });
  }

  async entries(after: number, limit: number): Promise<AuditEntry[]> {
    const rows = await this.#database.all(
      'SELECT * FROM audit WHERE position > :after ORDER BY position LIMIT :limit',
      { after, limit },
    );
    return rows.map((row) => ({
      position: row.integer('position'),
      event: row.text('event'),
      hash: row.text('hash'),
    }));
  }

  /** Follows the chain from its start to the last event there was when this began. */
  async verify(): Promise<AuditVerdict> {
    const length = (await this.#database.one(lengthQuery[this.#database.dialect]))?.integer('length') ?? 0;
    let hash = chainStart;
    let position = 0;
    while (position < length) {
      const entries = await this.entries(position, Math.min(stride, length - position));
      for (const entry of entries) {
        const expected = chainHash(hash, entry.event);
        if (entry.position !== position + 1 || entry.hash !== expected)
          return { kind: 'broken', position: position + 1 };
        position = entry.position;
        hash = expected;
      }
      if (entries.length === 0) return { kind: 'broken', position: position + 1 };
      await setImmediate();
    }
    return { kind: 'intact', length, hash };
  }
}
