import { type NewPerson, type Person, readLogin } from '../../people/person.ts';
import { newReadableId } from '../api-key.ts';
import type { AuditAction } from '../audit.ts';
import { IssuerUnknownError, LoginTakenError, OpenidSubjectTakenError, PersonUnknownError } from '../errors.ts';
import type { Actor, Scope } from '../issuer.ts';
import type { FailedSignIn, KnownPerson } from '../people.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Values } from './database.ts';
import type { Organisations } from './organisations.ts';
import { personOf } from './person-row.ts';
import type { Sessions } from './sessions.ts';

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

  exist(): boolean {
    return this.#database.one('SELECT id FROM person LIMIT 1') !== null;
  }

  list(issuer?: string): Person[] {
    const rows =
      issuer === undefined
        ? this.#database.all('SELECT * FROM person ORDER BY login')
        : this.#database.all('SELECT * FROM person WHERE issuer = :issuer ORDER BY login', { issuer });
    return rows.map(personOf);
  }

  byLogin(text: string): KnownPerson | null {
    const login = readLogin(text);
    const row = login === null ? null : this.#database.one('SELECT * FROM person WHERE login = :login', { login });
    return row === null ? null : { person: personOf(row), passwordHash: row.textOrNull('password') };
  }

  byOpenid(subject: string): Person | null {
    const row = this.#database.one('SELECT * FROM person WHERE openid_subject = :subject', { subject });
    return row === null ? null : personOf(row);
  }

  add(person: NewPerson, actor: Actor): Person {
    return this.#database.transaction(() => this.#add(person, actor));
  }

  addFirst(person: NewPerson, actor: Actor): Person | null {
    return this.#database.transaction(() => (this.exist() ? null : this.#add(person, actor)));
  }

  setPassword(id: string, hash: string, actor: Actor): void {
    this.#database.transaction(() => {
      this.#change(id, 'password = :hash', { hash }, 'person-password-set', actor);
      this.#sessions.closeAll(this.#known(id), actor);
    });
  }

  changeScopes(id: string, scopes: readonly Scope[], actor: Actor): void {
    this.#database.transaction(() => {
      const details = { scopes: [...scopes] };
      this.#change(id, 'scopes = :scopes', { scopes: JSON.stringify(scopes) }, 'person-scopes-changed', actor, details);
    });
  }

  disable(id: string, actor: Actor): boolean {
    return this.#database.transaction(() => {
      const person = this.#known(id);
      if (person.disabledAt !== null) return false;
      this.#change(id, 'disabled_at = :at', { at: this.#clock() }, 'person-disabled', actor);
      this.#sessions.closeAll(person, actor);
      return true;
    });
  }

  enable(id: string, actor: Actor): boolean {
    return this.#database.transaction(() => {
      if (this.#known(id).disabledAt === null) return false;
      this.#change(id, 'disabled_at = NULL', {}, 'person-enabled', actor);
      return true;
    });
  }

  /** Whoever tried has not proved to be the person: the actor is nobody. */
  noteFailedSignIn({ person, issuer }: FailedSignIn): void {
    this.#database.transaction(() => {
      this.#audit.append({
        actor: { id: 'nobody', name: 'nobody' },
        action: 'sign-in-failed',
        issuer: person?.issuer ?? issuer,
        subject: person?.id ?? 'unknown',
        details: {},
      });
    });
  }

  #add({ issuer, login: text, name, scopes, passwordHash, openidSubject }: NewPerson, actor: Actor): Person {
    const login = readLogin(text);
    if (login === null) throw new RangeError('a login has 3 to 60 letters, digits and . _ - @');
    if (this.#organisations.issuer(issuer) === null) throw new IssuerUnknownError(`no issuer ${issuer}`);
    if (this.byLogin(login) !== null) throw new LoginTakenError('another person has the login');
    if (openidSubject !== null && this.byOpenid(openidSubject) !== null) {
      throw new OpenidSubjectTakenError('another person has the subject of OpenID Connect');
    }
    const id = `person-${newReadableId()}`;
    const person = { id, issuer, login, name, scopes, openidSubject, createdAt: this.#clock(), disabledAt: null };
    this.#database.run(
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
    this.#audit.append({ actor, action: 'person-added', issuer, subject: id, details: { scopes: [...scopes] } });
    return person;
  }

  #change(
    id: string,
    assignment: string,
    values: Values,
    action: AuditAction,
    actor: Actor,
    details: { readonly scopes?: Scope[] } = {},
  ): void {
    const { issuer } = this.#known(id);
    this.#database.run(`UPDATE person SET ${assignment} WHERE id = :id`, { id, ...values });
    this.#audit.append({ actor, action, issuer, subject: id, details });
  }

  #known(id: string): Person {
    const row = this.#database.one('SELECT * FROM person WHERE id = :id', { id });
    if (row === null) throw new PersonUnknownError(`no person ${id}`);
    return personOf(row);
  }
}
