import { setImmediate } from 'node:timers/promises';
import { auditText, chainHash, chainStart, type AuditEntry, type AuditEvent, type AuditVerdict } from '../audit.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

/** Events checked before other requests get their turn. */
const stride = 1000;

/** The trail of everything that was changed; it only grows. */
export class AuditTrail {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Adds an event of the present instant, within the transaction of what it tells of. */
  append(event: Omit<AuditEvent, 'at'>): void {
    const last = this.#database.one('SELECT hash FROM audit ORDER BY position DESC LIMIT 1')?.text('hash');
    const text = auditText({ ...event, at: this.#clock() });
    this.#database.run('INSERT INTO audit (event, hash) VALUES (:text, :hash)', {
      text,
      hash: chainHash(last ?? chainStart, text),
    });
  }

  entries(after: number, limit: number): AuditEntry[] {
    return this.#database
      .all('SELECT * FROM audit WHERE position > :after ORDER BY position LIMIT :limit', { after, limit })
      .map((row) => ({ position: row.integer('position'), event: row.text('event'), hash: row.text('hash') }));
  }

  /** Follows the chain from its start to the last event there was when this began. */
  async verify(): Promise<AuditVerdict> {
    const length = this.#database.one(`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`)?.integer('seq') ?? 0;
    let hash = chainStart;
    let position = 0;
    while (position < length) {
      const entries = this.entries(position, Math.min(stride, length - position));
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
