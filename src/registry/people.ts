import type { NewPerson, Person } from '../people/person.ts';
import type { OpenedSession, SignedIn } from '../people/session.ts';
import type { Actor, Scope } from './issuer.ts';

/** The part of the registry that remembers people and who of them is signed in. */
export interface PeopleRegistry {
  /** Whether there is any person, disabled ones included. */
  hasPeople(): Promise<boolean>;
  /** Of one issuer, or of all, by login. */
  people(issuer?: string): Promise<readonly Person[]>;
  /** Disabled people are found too; `passwordHash` is null for those who sign in elsewhere only. */
  personByLogin(login: string): Promise<KnownPerson | null>;
  /** Disabled people are found too. */
  personByOpenid(subject: string): Promise<Person | null>;

  /** @throws IssuerUnknownError, LoginTakenError, OpenidSubjectTakenError */
  addPerson(person: NewPerson, actor: Actor): Promise<Person>;
  /**
   * Adds a person if there is none at all; null when there is one.
   *
   * @throws IssuerUnknownError
   */
  addFirstPerson(person: NewPerson, actor: Actor): Promise<Person | null>;

  /** Ends the person's sessions. @throws PersonUnknownError */
  setPassword(person: string, passwordHash: string, actor: Actor): Promise<void>;
  /** Takes effect in open sessions too. @throws PersonUnknownError */
  changeScopes(person: string, scopes: readonly Scope[], actor: Actor): Promise<void>;
  /** Ends the person's sessions; false when the person was disabled already. @throws PersonUnknownError */
  disablePerson(person: string, actor: Actor): Promise<boolean>;
  /** False when the person was not disabled. @throws PersonUnknownError */
  enablePerson(person: string, actor: Actor): Promise<boolean>;

  /** The person has proved who they are. Null for who is disabled or not there. */
  openSession(person: string): Promise<OpenedSession | null>;
  /** Who is behind a token now; being asked keeps the session open. */
  session(token: string): Promise<SignedIn | null>;
  /** The person signs out; false when the session was over. */
  closeSession(token: string): Promise<boolean>;
  /** Puts a failed attempt into the trail; what was typed is not in it. */
  noteFailedSignIn(attempt: FailedSignIn): Promise<void>;
}

export interface KnownPerson {
  readonly person: Person;
  readonly passwordHash: string | null;
}

export interface FailedSignIn {
  /** Whose login was typed; null when nobody has it. */
  readonly person: Person | null;
  /** Whose trail it belongs to when nobody has the login. */
  readonly issuer: string;
}
