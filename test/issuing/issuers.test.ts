import { expect, test } from 'vitest';
import type { DocumentPage } from './answers.ts';
import { type Desk, newIssuer, withRegistry } from './desk.ts';
import { orderOf } from './orders.ts';

const form = 'end-user-refusal';
const one = await newIssuer('110');
const other = await newIssuer('120');
const document = await one.desk.issued(orderOf(form, { number: 'KZ12/7' }));

async function codeOf(answer: Promise<Response>): Promise<string> {
  const { status, code } = (await (await answer).json()) as { readonly status: number; readonly code: string };
  return `${status} ${code}`;
}

const changes = {
  revocation: { reason: 'Чужая рука' },
  reinstatement: { reason: 'Чужая рука' },
  extension: { reason: 'Чужая рука', validUntil: '2040-01-01' },
  replacement: { reason: 'Чужая рука', by: document.id },
} as const;

test('a key does not see the documents of another issuer', async () => {
  expect(await codeOf(other.desk.ask(`/v1/documents/${document.id}`))).toBe('404 document-unknown');
  for (const { href } of document.files) expect(await codeOf(other.desk.ask(href))).toBe('404 document-unknown');
  for (const conditions of [{}, { number: 'KZ12/7' }, { holder: '170340004195' }, { form }]) {
    const page = await other.desk.json<DocumentPage>(other.desk.send('/v1/documents/search', conditions));
    expect(page).toEqual({ documents: [], next: null });
  }
});

test('a key does not change the documents of another issuer', async () => {
  for (const [door, body] of Object.entries(changes)) {
    const path = `/v1/documents/${document.id}/${door}`;
    expect(await codeOf(other.desk.send(path, body))).toBe('404 document-unknown');
  }
  expect(await one.desk.record(document.id)).toEqual(document);
});

test('nor does it put one in the place of its own', async () => {
  const own = await other.desk.issued(orderOf(form));
  const body = { reason: 'Замена', by: document.id };
  expect(await codeOf(other.desk.send(`/v1/documents/${own.id}/replacement`, body))).toBe('422 payload-invalid');
  expect((await other.desk.record(own.id)).state).toBe('valid');
});

test('a document is issued for the issuer of the key, and says so to everyone', async () => {
  const own = await other.desk.issued(orderOf(form, { number: 'KZ12/7' }));
  expect(own.issuer).toBe(other.issuer.id);
  const verification = await other.desk.json(other.desk.ask(`/v1/verifications/${own.verification.code}`));
  expect(verification).toMatchObject({
    state: 'valid',
    document: { number: 'KZ12/7', issuer: { bin: other.issuer.bin, name: other.issuer.name } },
  });
});

test('each issuer signs with a key of its own', async () => {
  await other.desk.issued(orderOf(form));
  const { keys } = await one.desk.json<{ keys: { kid: number; issuer: string }[] }>(
    one.desk.ask('/.well-known/nysan-keys.json'),
  );
  const kids = [one, other].map(({ issuer }) => keys.filter((key) => key.issuer === issuer.id).map(({ kid }) => kid));
  expect(kids.map((own) => own.length)).toEqual([1, 1]);
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
});

const scopes = ['render', 'issue', 'revoke', 'sign', 'admin'] as const;

test.each(scopes)('a key with the scope %s does nothing that needs another', async (scope) => {
  const desk: Desk = await one.deskWith([scope]);
  const issue = desk.send('/v1/documents', orderOf(form));
  if (scope === 'issue') expect((await issue).status).toBe(201);
  else expect(await codeOf(issue)).toBe('403 scope-missing');
  const own = await one.desk.issued(orderOf(form));
  for (const [door, body] of Object.entries(changes)) {
    const answer = desk.send(`/v1/documents/${own.id}/${door}`, body);
    if (scope !== 'revoke') expect(await codeOf(answer), door).toBe('403 scope-missing');
    else expect((await answer).status, door).not.toBe(403);
  }
});

test('a key that was taken back opens nothing', async () => {
  const key = await withRegistry((registry) =>
    registry.addKey({ issuer: one.issuer.id, name: 'temporary', scopes: ['issue'] }, { id: 'operator', name: 'tests' }),
  );
  const ask = () =>
    fetch(`${one.desk.url}/v1/documents/${document.id}`, { headers: { Authorization: `Bearer ${key.secret}` } });
  expect((await ask()).status).toBe(200);
  await withRegistry((registry) => registry.revokeKey(key.key.id, one.issuer.id, { id: 'operator', name: 'tests' }));
  expect(await codeOf(ask())).toBe('401 key-unknown');
});

test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is not how documents are issued', async (method) => {
  const answer = await one.desk.ask('/v1/documents', { method });
  expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST']);
});

test.each(['0000000000000000', 'ABCDEFGHJKMNPQRS', 'x', '%2e%2e', "' OR 1=1 --"])(
  'there is no document %s',
  async (id) => {
    expect(await codeOf(one.desk.ask(`/v1/documents/${encodeURIComponent(id)}`))).toBe('404 document-unknown');
  },
);
