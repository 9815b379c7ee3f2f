import { randomBytes } from 'node:crypto';
import type { Person } from '../../src/people/person.ts';
import { type Scope, scopes as everyScope } from '../../src/registry/issuer.ts';
import type { Registry } from '../../src/registry/registry.ts';

export const operator = { id: 'operator', name: 'operator' } as const;

/** Somebody who is signed in at a service. */
export interface SignedInPerson {
  readonly person: Person;
  /** As the cookie `nysan_session` carries it. */
  readonly session: string;
}

/** A new person, signed in without the page for it: no password has to be computed. */
export async function signedIn(
  registry: Registry,
  {
    issuer = 'main',
    name = 'Айгүл Серікқызы',
    scopes = everyScope,
  }: { readonly issuer?: string; readonly name?: string; readonly scopes?: readonly Scope[] } = {},
): Promise<SignedInPerson> {
  const login = `clerk-${randomBytes(5).toString('hex')}`;
  const person = await registry.addPerson(
    { issuer, login, name, scopes, passwordHash: null, openidSubject: null },
    operator,
  );
  const opened = await registry.openSession(person.id);
  if (opened === null) throw new Error('the person cannot sign in');
  return { person, session: opened.token };
}
