import { type NewPerson, type Person, readLogin } from '../../people/person.ts';
import { newReadableId } from '../api-key.ts';
import type { AuditAction } from '../audit.ts';
import { IssuerUnknownError, LoginTakenError, OpenidSubjectTakenError, PersonUnknownError } from '../errors.ts';
import type { Actor, Scope } from '../issuer.ts';
import type { FailedSignIn, KnownPerson } from '../people.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Statements, Transaction, Values } from '../database/database.ts';
import type { Organisations } from './organisations.ts';
import { personOf } from './person-row.ts';
import type { Sessions } from './sessions.ts';

/** What is noted of a change. */
interface PersonEvent {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly details?: { readonly scopes?: Scope[] };
}

/** People who sign in. */
export class People {
  readonly #database: Database;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;
  readonly #organisations: Organisations;
  readonly #sessions: Sessions;

  constructor(parts: {
    readonly database: Database;
    readonly audit: AuditTrail;
    readonly clock: Clock;
    readonly organisations: Organisations;
    readonly sessions: Sessions;
  }) {
    this.#database = parts.database;
    this.#audit = parts.audit;
    this.#clock = parts.clock;
    this.#organisations = parts.organisations;
    this.#sessions = parts.sessions;
  }

  async exist(from: Statements = this.#database): Promise<boolean> {
    return (await from.one('SELECT id FROM person LIMIT 1')) !== null;
  }

  async list(issuer?: string): Promise<Person[]> {
    const rows =
      issuer === undefined
        ? await this.#database.all('SELECT * FROM person ORDER BY login')
        : await this.#database.all('SELECT * FROM person WHERE issuer = :issuer ORDER BY login', { issuer });
    return rows.map(personOf);
  }

  async byLogin(text: string, from: Statements = this.#database): Promise<KnownPerson | null> {
    const login = readLogin(text);
    const row = login === null ? null : await from.one('SELECT * FROM person WHERE login = :login', { login });
    return row === null ? null : { person: personOf(row), passwordHash: row.textOrNull('password') };
  }

  async byOpenid(subject: string, from: Statements = this.#database): Promise<Person | null> {
    const row = await from.one('SELECT * FROM person WHERE openid_subject = :subject', { subject });
    return row === null ? null : personOf(row);
  }

  add(person: NewPerson, actor: Actor): Promise<Person> {
    return this.#database.transaction((transaction) => this.#add(transaction, person, actor));
  }

  addFirst(person: NewPerson, actor: Actor): Promise<Person | null> {
    return this.#database.transaction(async (transaction) => {
      await transaction.alone('people');
      return (await this.exist(transaction)) ? null : this.#add(transaction, person, actor);
    });
  }

  setPassword(id: string, hash: string, actor: Actor): Promise<void> {
    return this.#database.transaction(async (transaction) => {
      const person = await this.#lock(transaction, id);
      await this.#change(transaction, person, 'password = :hash', { hash }, { action: 'person-password-set', actor });
      await this.#sessions.closeAll(transaction, person, actor);
    });
  }

  changeScopes(id: string, scopes: readonly Scope[], actor: Actor): Promise<void> {
    return this.#database.transaction(async (transaction) => {
      const person = await this.#lock(transaction, id);
      const event = { action: 'person-scopes-changed', actor, details: { scopes: [...scopes] } } satisfies PersonEvent;
      await this.#change(transaction, person, 'scopes = :scopes', { scopes: JSON.stringify(scopes) }, event);
    });
  }

  disable(id: string, actor: Actor): Promise<boolean> {
    return this.#database.transaction(async (transaction) => {
      const person = await this.#lock(transaction, id);
      if (person.disabledAt !== null) return false;
      const event = { action: 'person-disabled', actor } as const;
      await this.#change(transaction, person, 'disabled_at = :at', { at: this.#clock() }, event);
      await this.#sessions.closeAll(transaction, person, actor);
      return true;
    });
  }

  enable(id: string, actor: Actor): Promise<boolean> {
    return this.#database.transaction(async (transaction) => {
      const person = await this.#lock(transaction, id);
      if (person.disabledAt === null) return false;
      await this.#change(transaction, person, 'disabled_at = NULL', {}, { action: 'person-enabled', actor });
      return true;
    });
  }

  /** Whoever tried has not proved to be the person: the actor is nobody. */
  noteFailedSignIn({ person, issuer }: FailedSignIn): Promise<void> {
    return this.#database.transaction((transaction) =>
      this.#audit.append(transaction, {
        actor: { id: 'nobody', name: 'nobody' },
        action: 'sign-in-failed',
        issuer: person?.issuer ?? issuer,
        subject: person?.id ?? 'unknown',
        details: {},
      }),
    );
  }

  async #add(
    transaction: Transaction,
    { issuer, login: text, name, scopes, passwordHash, openidSubject }: NewPerson,
    actor: Actor,
  ): Promise<Person> {
    const login = readLogin(text);
    if (login === null) throw new RangeError('a login has 3 to 60 letters, digits and . _ - @');
    if ((await this.#organisations.issuer(issuer, transaction)) === null) {
      throw new IssuerUnknownError(`no issuer ${issuer}`);
    }
    if ((await this.byLogin(login, transaction)) !== null) throw new LoginTakenError('another person has the login');
    if (openidSubject !== null && (await this.byOpenid(openidSubject, transaction)) !== null) {
      throw new OpenidSubjectTakenError('another person has the subject of OpenID Connect');
    }
    const id = `person-${newReadableId()}`;
    const person = { id, issuer, login, name, scopes, openidSubject, createdAt: this.#clock(), disabledAt: null };
    await transaction.run(
      `INSERT INTO person (id, issuer, login, name, scopes, password, openid_subject, created_at)
       VALUES (:id, :issuer, :login, :name, :scopes, :passwordHash, :openidSubject, :createdAt)`,
      {
        id,
        issuer,
        login,
        name,
        scopes: JSON.stringify(scopes),
        passwordHash,
        openidSubject,
        createdAt: person.createdAt,
      },
    );
    const details = { scopes: [...scopes] };
    await this.#audit.append(transaction, { actor, action: 'person-added', issuer, subject: id, details });
    return person;
  }

  async #change(
    transaction: Transaction,
    { id, issuer }: Person,
    assignment: string,
    values: Values,
    { details = {}, ...event }: PersonEvent,
  ): Promise<void> {
    await transaction.run(`UPDATE person SET ${assignment} WHERE id = :id`, { id, ...values });
    await this.#audit.append(transaction, { ...event, issuer, subject: id, details });
  }

  /** A person whom nobody else changes until the transaction is over. */
  async #lock(transaction: Transaction, id: string): Promise<Person> {
    const [row] = await transaction.lock('SELECT * FROM person WHERE id = :id', { id });
    if (row === undefined) throw new PersonUnknownError(`no person ${id}`);
    return personOf(row);
  }
}
