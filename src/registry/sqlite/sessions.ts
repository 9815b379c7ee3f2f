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
import type { Database } from './database.ts';
import { personOf } from './person-row.ts';
import type { Row } from './row.ts';

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

  open(personId: string): OpenedSession | null {
    return this.#database.transaction(() => {
      // Those that are over go when another begins.
      this.#database.run('DELETE FROM session WHERE expires_at <= :now', { now: this.#clock() });
      const row = this.#database.one('SELECT * FROM person WHERE id = :personId AND disabled_at IS NULL', { personId });
      if (row === null) return null;
      const person = personOf(row);
      const token = newSessionToken();
      const openedAt = this.#clock();
      const now = new Date(openedAt);
      const session = { id: newReadableId(), person: person.id, openedAt, expiresAt: sessionEnd(now, now) };
      this.#database.run(
        `INSERT INTO session (digest, id, person, opened_at, expires_at)
         VALUES (:digest, :id, :person, :openedAt, :expiresAt)`,
        { digest: digestText(token), ...session },
      );
      this.#note('session-opened', person, session.id, actorOf(person));
      return { session, token };
    });
  }

  signedIn(token: string): SignedIn | null {
    const found = this.#find(token);
    if (found === null) return null;
    const expiresAt = laterEnd(found.session, new Date(this.#clock()));
    if (expiresAt === null) return found;
    const { id } = found.session;
    this.#database.run('UPDATE session SET expires_at = :expiresAt WHERE id = :id', { id, expiresAt });
    return { ...found, session: { ...found.session, expiresAt } };
  }

  close(token: string): boolean {
    return this.#database.transaction(() => {
      const found = this.#find(token);
      if (found === null) return false;
      this.#close(found.person, found.session.id, actorOf(found.person));
      return true;
    });
  }

  /** Ends all sessions of a person, within the transaction of what ends them. */
  closeAll(person: Person, actor: Actor): void {
    const rows = this.#database.all('SELECT id FROM session WHERE person = :id', { id: person.id });
    for (const row of rows) this.#close(person, row.text('id'), actor);
  }

  #find(token: string): SignedIn | null {
    const values = { digest: digestText(token), now: this.#clock() };
    const row = this.#database.one('SELECT * FROM session WHERE digest = :digest AND expires_at > :now', values);
    if (row === null) return null;
    const session = sessionOf(row);
    const person = this.#database.one('SELECT * FROM person WHERE id = :id AND disabled_at IS NULL', {
      id: session.person,
    });
    return person === null ? null : { person: personOf(person), session };
  }

  #close(person: Person, session: string, actor: Actor): void {
    this.#database.run('DELETE FROM session WHERE id = :session', { session });
    this.#note('session-closed', person, session, actor);
  }

  #note(action: 'session-opened' | 'session-closed', { id, issuer }: Person, session: string, actor: Actor): void {
    this.#audit.append({ actor, action, issuer, subject: id, details: { session } });
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
