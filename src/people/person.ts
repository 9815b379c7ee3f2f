import type { Actor, Scope } from '../registry/issuer.ts';

/** A natural person who signs in and acts for one issuer. */
export interface Person {
  /** `person-` and eight characters; names the person where a name has no place, as in logs. */
  readonly id: string;
  readonly issuer: string;
  /** What the person types to sign in, in small letters; unique in the installation. */
  readonly login: string;
  /** As colleagues and the audit trail call the person. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Who the person is to the OpenID Connect provider (`sub`); null for those who sign in with a password only. */
  readonly openidSubject: string | null;
  readonly createdAt: string;
  /** Null while the person may sign in. */
  readonly disabledAt: string | null;
}

export interface NewPerson {
  readonly issuer: string;
  readonly login: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** As `hashPassword` makes it; null for a person who signs in elsewhere only. */
  readonly passwordHash: string | null;
  readonly openidSubject: string | null;
}

const loginPattern = /^[a-z0-9._@-]{3,60}$/;
const nameLimit = 100;

/** A login as it is kept: in small letters; null when the text cannot be one. */
export function readLogin(text: string): string | null {
  const login = text.trim().toLowerCase();
  return loginPattern.test(login) ? login : null;
}

/** A name as it is kept: 1 to 100 characters in one line; null when the text cannot be one. */
export function readPersonName(text: string): string | null {
  const name = text.trim().normalize('NFC').replaceAll(/\s+/g, ' ');
  return name === '' || name.length > nameLimit || /\p{C}/u.test(name) ? null : name;
}

/** The person as the one who did something: the audit trail names who acts for an issuer. */
export function actorOf({ id, name }: Person): Actor {
  return { id, name };
}
