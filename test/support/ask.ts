import { inject } from 'vitest';
import { testKey } from './service.ts';

/** Sends a request to the shared service with the tests' key; headers given here win. */
export function ask(path: string, request: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ Authorization: `Bearer ${testKey}` });
  new Headers(request.headers).forEach((value, name) => {
    headers.set(name, value);
  });
  return fetch(`${inject('serviceUrl')}${path}`, { ...request, headers });
}

/** Sends a JSON body. */
export function send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The bytes of an answer that must have succeeded. */
export async function bytesOf(answer: Response): Promise<Uint8Array> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}
