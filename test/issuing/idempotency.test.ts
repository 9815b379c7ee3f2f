import { expect, test } from 'vitest';
import { changed } from '../http/payloads.ts';
import type { DocumentPage, IssuedDocument } from './answers.ts';
import { type Desk, newIssuer } from './desk.ts';
import { orderOf, unnumbered } from './orders.ts';

const form = 'end-user-refusal';
const doors = ['revocation', 'extension', 'replacement', 'reinstatement'] as const;

async function codeOf(answer: Promise<Response>): Promise<string> {
  const { status, code } = (await (await answer).json()) as { readonly status: number; readonly code: string };
  return `${status} ${code}`;
}

function key(text: string): Record<string, string> {
  return { 'Idempotency-Key': text };
}

async function documentsOf(desk: Desk): Promise<readonly IssuedDocument[]> {
  return (await desk.json<DocumentPage>(desk.send('/v1/documents/search', {}))).documents;
}

test('a retry gets the same answer, and there is one document', async () => {
  const { desk } = await newIssuer();
  const first = await desk.issued(orderOf(form), key('order-1'));
  const { data, ...others } = orderOf(form);
  const shuffled = { ...others, data: Object.fromEntries(Object.entries(data).reverse()) };
  for (const order of [orderOf(form), shuffled]) {
    const answer = await desk.send('/v1/documents', order, key('order-1'));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Location')).toBe(`/v1/documents/${first.id}`);
    expect(await answer.json()).toEqual(first);
  }
  expect(await documentsOf(desk)).toMatchObject([first]);
});

test('a retry for the bytes gets the same bytes', async () => {
  const { desk } = await newIssuer();
  const order = orderOf(form, { format: 'docx' });
  const [first, again] = [
    await desk.send('/v1/documents', order, key('order-1')),
    await desk.send('/v1/documents', order, key('order-1')),
  ];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get('ETag')).toBe(first.headers.get('ETag'));
  expect(Buffer.from(await again.arrayBuffer()).equals(Buffer.from(await first.arrayBuffer()))).toBe(true);
  expect(await documentsOf(desk)).toHaveLength(1);
});

test('the same key with another order is refused', async () => {
  const { desk } = await newIssuer();
  await desk.issued(orderOf(form), key('order-1'));
  for (const order of [orderOf(form, { language: 'kk' }), orderOf(form, { number: '7' })]) {
    expect(await codeOf(desk.send('/v1/documents', order, key('order-1')))).toBe('422 idempotency-conflict');
  }
  expect(await documentsOf(desk)).toHaveLength(1);
});

test('of retries that come while the first is being done, none makes a second document', async () => {
  const { desk } = await newIssuer();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => desk.send('/v1/documents', orderOf(form), key('order-1'))),
  );
  const issued = answers.filter(({ status }) => status === 201);
  const waiting = answers.filter(({ status }) => status === 409);
  expect(issued.length).toBeGreaterThan(0);
  expect(waiting.length).toBeGreaterThan(0);
  expect(issued.length + waiting.length).toBe(6);
  for (const answer of waiting) expect(await answer.json()).toMatchObject({ code: 'idempotency-in-flight' });
  const ids = await Promise.all(issued.map(async (answer) => ((await answer.json()) as IssuedDocument).id));
  expect((await documentsOf(desk)).map(({ id }) => id)).toEqual([...new Set(ids)]);
});

test('a failure is not kept: the mended order goes through with the same key', async () => {
  const { desk } = await newIssuer('110');
  await desk.issued(orderOf('industrial-certificate', { number: '110600002' }));
  const wrong = changed(unnumbered('industrial-certificate'), { date: '2026-03-15' });
  const refusals = [
    [orderOf('industrial-certificate', { data: wrong }), '422 payload-invalid'],
    [orderOf('industrial-certificate', { number: '110600002' }), '409 number-taken'],
    [{ ...orderOf('industrial-certificate'), form: 'no-such-form' }, '404 form-unknown'],
  ] as const;
  for (const [order, code] of refusals) expect(await codeOf(desk.send('/v1/documents', order, key('k')))).toBe(code);
  expect((await desk.issued(orderOf('industrial-certificate'), key('k'))).number).toBe('110600001');
});

test('keys of two API keys are apart', async () => {
  const { desk, deskWith } = await newIssuer();
  const other = await deskWith(['issue']);
  const [first, second] = [await desk.issued(orderOf(form), key('k')), await other.issued(orderOf(form), key('k'))];
  expect(second.id).not.toBe(first.id);
});

test.each(['', ' ', 'two words', 'ключ', 'x'.repeat(256)])('the Idempotency-Key %j is refused', async (text) => {
  const { desk } = await newIssuer();
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  expect(await codeOf(desk.send('/v1/documents', orderOf(form), key(bytes)))).toBe('400 idempotency-key-invalid');
  const { id } = await desk.issued(orderOf(form));
  const reason = { reason: 'Қате' };
  expect(await codeOf(desk.send(`/v1/documents/${id}/revocation`, reason, key(bytes)))).toBe(
    '400 idempotency-key-invalid',
  );
  expect((await desk.record(id)).events).toEqual([]);
});

test.each(doors)('a retried %s is done once', async (door) => {
  const { desk } = await newIssuer('110');
  const { id } = await desk.issued(orderOf('industrial-certificate'));
  const { id: by } = await desk.issued(orderOf('industrial-certificate'));
  if (door === 'reinstatement') await desk.send(`/v1/documents/${id}/revocation`, { reason: 'Қате' });
  const bodies = {
    revocation: { reason: 'Ошибка' },
    reinstatement: { reason: 'Жалоба удовлетворена' },
    extension: { reason: 'Продление', validUntil: '2030-01-01' },
    replacement: { reason: 'Замена', by },
  };
  const ask = (body: object) => desk.send(`/v1/documents/${id}/${door}`, body, key('change-1'));
  const first = await desk.json<IssuedDocument>(ask(bodies[door]));
  expect(await desk.json<IssuedDocument>(ask(bodies[door]))).toEqual(first);
  expect(await codeOf(ask({ ...bodies[door], reason: 'Другая причина' }))).toBe('422 idempotency-conflict');
  expect(await desk.record(id)).toEqual(first);
  expect(first.events).toHaveLength(door === 'reinstatement' ? 2 : 1);
  // The key belongs to the door and the document: another one takes it anew.
  const other = await desk.json<IssuedDocument>(
    desk.send(`/v1/documents/${by}/revocation`, { reason: 'Ошибка' }, key('change-1')),
  );
  expect(other.state).toBe('revoked');
});
