import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Person } from '../../src/people/person.ts';
import { type Scope, scopes as everyScope } from '../../src/registry/issuer.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { testNow } from './service.ts';

export const operator = { id: 'operator', name: 'operator' } as const;

/** Somebody who is signed in at the shared service. */
export interface SignedInPerson {
  readonly person: Person;
  /** As the cookie `nysan_session` carries it. */
  readonly session: string;
}

/** The registry of a service of the tests, at the instant at which it lives. */
export async function atRegistry<Result>(
  use: (registry: Registry) => Promise<Result>,
  dataFolder = inject('dataFolder'),
): Promise<Result> {
  const registry = await openRegistry({ dataFolder, now: () => testNow });
  try {
    return await use(registry);
  } finally {
    await registry.close();
  }
}

/** A new person at the shared service, signed in without the page for it: no password has to be computed. */
export function newSignedInPerson({
  issuer = 'main',
  name = 'Айгүл Серікқызы',
  scopes = everyScope,
}: {
  readonly issuer?: string;
  readonly name?: string;
  readonly scopes?: readonly Scope[];
} = {}): Promise<SignedInPerson> {
  return atRegistry(async (registry) => {
    const login = `clerk-${randomBytes(5).toString('hex')}`;
    const person = await registry.addPerson(
      { issuer, login, name, scopes, passwordHash: null, openidSubject: null },
      operator,
    );
    const opened = await registry.openSession(person.id);
    if (opened === null) throw new Error('the person cannot sign in');
    return { person, session: opened.token };
  });
}

/** Asks the shared service as a page of it does, in the name of who is signed in. */
export function askSignedIn(session: string, path: string, request: RequestInit = {}): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set('Cookie', `nysan_session=${session}`);
  if (!headers.has('Sec-Fetch-Site')) headers.set('Sec-Fetch-Site', 'same-origin');
  return fetch(`${inject('serviceUrl')}${path}`, { redirect: 'manual', ...request, headers });
}
