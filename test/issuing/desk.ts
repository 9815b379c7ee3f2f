import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Issuer, Scope } from '../../src/registry/issuer.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { expectContract } from '../support/contract.ts';
import type { IssuedDocument } from './answers.ts';

/** An API key at a service, and what its bearer asks; every answer is held against /openapi.json. */
export class Desk {
  readonly url: string;
  readonly #key: string | null;

  /** @param key null for anyone, who has none */
  constructor(url: string, key: string | null) {
    this.url = url;
    this.#key = key;
  }

  async ask(path: string, request: RequestInit = {}): Promise<Response> {
    const headers = new Headers(request.headers);
    if (this.#key !== null) headers.set('Authorization', `Bearer ${this.#key}`);
    const answer = await fetch(`${this.url}${path}`, { ...request, headers });
    // These have no body to describe.
    if (![204, 304].includes(answer.status)) await expectContract(request.method ?? 'GET', path, answer.clone());
    return answer;
  }

  send(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** The JSON of an answer that must have this status. */
  async json<Body>(answer: Promise<Response>, status = 200): Promise<Body> {
    const { status: given, body } = await answer.then(async (one) => ({ status: one.status, body: await one.text() }));
    if (given !== status) throw new Error(`${given} ${body}`);
    return JSON.parse(body) as Body;
  }

  /** Issues a document that must be issued. */
  issued(order: unknown, headers: Readonly<Record<string, string>> = {}): Promise<IssuedDocument> {
    return this.json<IssuedDocument>(this.send('/v1/documents', order, headers), 201);
  }

  /** The record of a document. */
  record(id: string): Promise<IssuedDocument> {
    return this.json<IssuedDocument>(this.ask(`/v1/documents/${id}`));
  }

  /** The bytes of a file. */
  async file(id: string, name: string): Promise<Uint8Array> {
    const answer = await this.ask(`/v1/documents/${id}/files/${name}`);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** An organisation at a service: its keys are those of no other. */
export interface TestIssuer {
  readonly issuer: Issuer;
  /** An API key with every scope, and what is asked with it. */
  readonly key: string;
  readonly desk: Desk;
  /** With these scopes only. */
  readonly deskWith: (scopes: readonly Scope[]) => Promise<Desk>;
}

const operator = { id: 'operator', name: 'tests' } as const;

/** Anyone, at the shared service. */
export function publicDesk(): Desk {
  return new Desk(inject('serviceUrl'), null);
}

/** A new issuer at the shared service: no other suite has its numbers or finds its documents. */
export async function newIssuer(code?: string): Promise<TestIssuer> {
  const issuer: Issuer = {
    id: `issuer-${randomBytes(5).toString('hex')}`,
    bin: `0409400${String(randomBytes(2).readUInt16BE()).padStart(5, '0')}`,
    name: { kk: 'Сынақ палатасы', ru: 'Палата для проверки' },
    ...(code === undefined ? {} : { code }),
  };
  await withRegistry((registry) => registry.addIssuer(issuer, operator));
  const keyWith = async (scopes: readonly Scope[]) => {
    const key = { issuer: issuer.id, name: 'clerk', scopes };
    return (await withRegistry((registry) => registry.addKey(key, operator))).secret;
  };
  const key = await keyWith(['render', 'issue', 'revoke', 'sign', 'admin']);
  const deskOf = (secret: string) => new Desk(inject('serviceUrl'), secret);
  return { issuer, key, desk: deskOf(key), deskWith: async (scopes) => deskOf(await keyWith(scopes)) };
}

/** Uses the registry of the shared service beside it, as a command of the operator does. */
export async function withRegistry<Result>(use: (registry: Registry) => Promise<Result>): Promise<Result> {
  const registry = await openRegistry({ dataFolder: inject('dataFolder') });
  try {
    return await use(registry);
  } finally {
    await registry.close();
  }
}
