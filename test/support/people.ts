import { inject } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { testNow } from './service.ts';
import { operator, signedIn, type SignedInPerson } from './signed-in.ts';

export { operator, type SignedInPerson };

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
export function newSignedInPerson(person: Parameters<typeof signedIn>[1] = {}): Promise<SignedInPerson> {
  return atRegistry((registry) => signedIn(registry, person));
}

/** Asks the shared service as a page of it does, in the name of who is signed in. */
export function askSignedIn(session: string, path: string, request: RequestInit = {}): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set('Cookie', `nysan_session=${session}`);
  if (!headers.has('Sec-Fetch-Site')) headers.set('Sec-Fetch-Site', 'same-origin');
  return fetch(`${inject('serviceUrl')}${path}`, { redirect: 'manual', ...request, headers });
}
