import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRegistry } from '../../src/registry/open-registry.ts';
import type { DocumentPage, IssuedDocument } from '../issuing/answers.ts';
import { Desk } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { operator } from '../support/people.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { testKey, testNow } from '../support/service.ts';
import { problemIn } from './requests.ts';

const form = 'industrial-certificate';
let server: PostgresServer;
let dataFolder = '';
let nodes: readonly [ChildService, ChildService];
let desks: readonly [Desk, Desk];

beforeAll(async () => {
  server = await startPostgres();
  dataFolder = newDataFolder();
  const settings = {
    DATABASE_URL: server.url,
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_ISSUER_CODE: '110',
    NYSAN_PUBLIC_URL: 'https://nysan.example.kz',
    NYSAN_PAGES: '1',
  };
  // At once, as a farm starts on its first day.
  nodes = await Promise.all([startChildService(settings), startChildService(settings)]);
  desks = [new Desk(nodes[0].url, testKey), new Desk(nodes[1].url, testKey)];
});

afterAll(async () => {
  for (const node of nodes) await node.kill();
  await server.stop();
  rmSync(dataFolder, { recursive: true });
});

async function allOf(desk: Desk): Promise<readonly IssuedDocument[]> {
  return (await desk.json<DocumentPage>(desk.send('/v1/documents/search', { limit: 100 }))).documents;
}

/** The numbers of the series up to one. */
function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `1106${String(at + 1).padStart(5, '0')}`);
}

test('two nodes that issue at once double no number and leave none out', async () => {
  const [one, other] = desks;
  const documents = await Promise.all(
    Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? one : other).issued(orderOf(form))),
  );
  expect(documents.map(({ number }) => number).sort()).toEqual(numbers(12));
  for (const desk of desks) expect(await allOf(desk)).toHaveLength(12);
});

test('a document revoked on one node is revoked on the other at once', async () => {
  const [one, other] = desks;
  const [document] = await allOf(one);
  if (document === undefined) throw new Error('nothing was issued');
  const code = document.verification.code;
  expect(await other.json(other.ask(`/v1/verifications/${code}`))).toMatchObject({ state: 'valid' });
  const reason = 'решение от 1 декабря';
  await one.json(one.send(`/v1/documents/${document.id}/revocation`, { reason }), 200);
  expect(await other.json(other.ask(`/v1/verifications/${code}`))).toMatchObject({ state: 'revoked' });
  expect((await other.file(document.id, 'ru.pdf')).byteLength).toBeGreaterThan(0);
});

test('whoever signed in is signed in on both nodes, and signed out of both', async () => {
  const registry = await openRegistry({ dataFolder, databaseUrl: server.url, now: () => testNow });
  const person = await registry.addPerson(
    { issuer: 'main', login: 'clerk', name: 'Айгүл', scopes: ['render'], passwordHash: null, openidSubject: null },
    operator,
  );
  const token = (await registry.openSession(person.id))?.token ?? '';
  const statuses = () =>
    Promise.all(
      nodes.map(async ({ url }) => {
        const headers = { Cookie: `nysan_session=${token}`, 'Sec-Fetch-Site': 'same-origin' };
        return (await fetch(`${url}/v1/drafts`, { headers })).status;
      }),
    );
  expect(await statuses()).toEqual([200, 200]);
  await registry.closeSession(token);
  expect(await statuses()).toEqual([401, 401]);
  await registry.close();
});

test('a database that is killed under load costs nothing that was acknowledged, and the nodes recover', async () => {
  const before = (await allOf(desks[0])).length;
  const told = new Map<string, IssuedDocument>();
  const refused: unknown[] = [];
  /** Asks as a careful caller does: again, with the same key, until there is an answer. */
  const issuedInTheEnd = async (desk: Desk, key: string): Promise<void> => {
    for (;;) {
      const answer = await desk.send('/v1/documents', orderOf(form), { 'Idempotency-Key': key });
      if (answer.status === 201) {
        told.set(key, (await answer.json()) as IssuedDocument);
        return;
      }
      refused.push((await problemIn(answer))['code']);
      // What was done when the connection broke is found out by the next try, or told to be in the making.
      expect([503, 409]).toContain(answer.status);
      if (answer.status === 503) expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const keys = Array.from({ length: 24 }, (_, at) => `order-${at}`);
  const load = Promise.all(keys.map((key, at) => issuedInTheEnd(at % 2 === 0 ? desks[0] : desks[1], key)));
  await expect.poll(() => told.size, { timeout: 30_000 }).toBeGreaterThan(3);
  await server.kill();
  await expect.poll(() => refused.length, { timeout: 30_000 }).toBeGreaterThan(3);
  const readiness = () => Promise.all(nodes.map(({ url }) => fetch(`${url}/health/ready`)));
  for (const answer of await readiness()) {
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not ready', browser: true, registry: false });
  }
  const acknowledged = [...told.values()].map(({ id }) => id);
  await server.start();
  await load;
  expect((await readiness()).map(({ status }) => status)).toEqual([200, 200]);
  expect(refused).toContain('registry-unavailable');
  const documents = await allOf(desks[1]);
  expect(documents.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  expect(documents.map(({ number }) => number).sort()).toEqual(numbers(before + keys.length));
  const answered = [...told.values()].map(({ number }) => number);
  expect(new Set(answered).size).toBe(keys.length);
  const registry = await openRegistry({ dataFolder, databaseUrl: server.url, now: () => testNow });
  expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
  await registry.close();
});
