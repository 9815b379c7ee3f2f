import { actorOf, type Person } from '../../people/person.ts';
import {
  laterEnd,
  newSessionToken,
  type OpenedSession,
  type Session,
  sessionDigest,
  sessionEnd,
  type SignedIn,
} from '../../people/session.ts';
import { newReadableId } from '../api-key.ts';
import type { Actor } from '../issuer.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Statements, Transaction } from '../database/database.ts';
import { personOf } from './person-row.ts';
import type { Row } from '../database/row.ts';

/** Who is signed in. A session that was closed is forgotten; the trail remembers it. */
export class Sessions {
  readonly #database: Database;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;

  constructor(database: Database, audit: AuditTrail, clock: Clock) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
  }

  open(personId: string): Promise<OpenedSession | null> {
    return this.#database.transaction(async (transaction) => {
      // Those that are over go when another begins.
      await transaction.run('DELETE FROM session WHERE expires_at <= :now', { now: this.#clock() });
      const enabled = 'SELECT * FROM person WHERE id = :personId AND disabled_at IS NULL';
      const [row] = await transaction.lock(enabled, { personId });
      if (row === undefined) return null;
      const person = personOf(row);
      const token = newSessionToken();
      const openedAt = this.#clock();
      const now = new Date(openedAt);
      const session = { id: newReadableId(), person: person.id, openedAt, expiresAt: sessionEnd(now, now) };
      await transaction.run(
        `INSERT INTO session (digest, id, person, opened_at, expires_at)
         VALUES (:digest, :id, :person, :openedAt, :expiresAt)`,
        { digest: digestText(token), ...session },
      );
      await this.#note(transaction, 'session-opened', person, session.id, actorOf(person));
      return { session, token };
    });
  }

  async signedIn(token: string): Promise<SignedIn | null> {
    const found = await this.#find(token);
    if (found === null) return null;
    const expiresAt = laterEnd(found.session, new Date(this.#clock()));
    if (expiresAt === null) return found;
    const { id } = found.session;
    await this.#database.run('UPDATE session SET expires_at = :expiresAt WHERE id = :id', { id, expiresAt });
    return { ...found, session: { ...found.session, expiresAt } };
  }

  close(token: string): Promise<boolean> {
    return this.#database.transaction(async (transaction) => {
      const found = await this.#find(token, transaction);
      return found !== null && this.#close(transaction, found.person, found.session.id, actorOf(found.person));
    });
  }

  /** Ends all sessions of a person, within the transaction of what ends them. */
  async closeAll(transaction: Transaction, person: Person, actor: Actor): Promise<void> {
    const rows = await transaction.all('SELECT id FROM session WHERE person = :id ORDER BY id', { id: person.id });
    for (const row of rows) await this.#close(transaction, person, row.text('id'), actor);
  }

  async #find(token: string, from: Statements = this.#database): Promise<SignedIn | null> {
    const values = { digest: digestText(token), now: this.#clock() };
    const row = await from.one('SELECT * FROM session WHERE digest = :digest AND expires_at > :now', values);
    if (row === null) return null;
    const session = sessionOf(row);
    const person = await from.one('SELECT * FROM person WHERE id = :id AND disabled_at IS NULL', {
      id: session.person,
    });
    return person === null ? null : { person: personOf(person), session };
  }

  /** False when the session was over. */
  async #close(transaction: Transaction, person: Person, session: string, actor: Actor): Promise<boolean> {
    if ((await transaction.run('DELETE FROM session WHERE id = :session', { session })) === 0) return false;
    await this.#note(transaction, 'session-closed', person, session, actor);
    return true;
  }

  #note(
    transaction: Transaction,
    action: 'session-opened' | 'session-closed',
    { id, issuer }: Person,
    session: string,
    actor: Actor,
  ): Promise<void> {
    return this.#audit.append(transaction, { actor, action, issuer, subject: id, details: { session } });
  }
}

function sessionOf(row: Row): Session {
  return {
    id: row.text('id'),
    person: row.text('person'),
    openedAt: row.text('opened_at'),
    expiresAt: row.text('expires_at'),
  };
}

function digestText(token: string): string {
  return Buffer.from(sessionDigest(token)).toString('hex');
}
