import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writePng } from '../golden/pictures.ts';
import { longCertificate } from '../reliability/requests.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { without } from '../http/payloads.ts';
import { Desk, newIssuer } from './desk.ts';
import { orderOf } from './orders.ts';

const form = 'industrial-certificate';
const logo = join(tmpdir(), `nysan-logo-${process.pid}.png`);
let hurried: ChildService;

// A second process on the same data folder as the shared service, as two nodes of one installation.
beforeAll(async () => {
  writeFileSync(logo, writePng({ width: 8, height: 8, pixels: new Uint8Array(64) }));
  hurried = await startChildService({
    NYSAN_DATA_DIR: inject('dataFolder'),
    NYSAN_PAGES: '1',
    NYSAN_RENDER_TIMEOUT: '100',
    NYSAN_PUBLIC_REQUESTS: '3',
    NYSAN_LOGO: logo,
  });
});

afterAll(async () => {
  await hurried.stop();
  rmSync(logo);
});

test('a document that could not be made gives its number back, which comes first, and keeps no key', async () => {
  const { desk, key } = await newIssuer('110');
  const atOther = new Desk(hurried.url, key);
  const order = orderOf(form, { data: without(longCertificate(1000), 'certificateNumber') });
  expect((await desk.issued(orderOf(form))).number).toBe('110600001');

  const answer = await atOther.send('/v1/documents', order, { 'Idempotency-Key': 'slow' });
  expect([answer.status, await answer.json()]).toEqual([504, expect.objectContaining({ code: 'render-timeout' })]);
  const page = await desk.json<{ documents: unknown[] }>(desk.send('/v1/documents/search', {}));
  expect(page.documents).toHaveLength(1);

  expect((await desk.issued(order, { 'Idempotency-Key': 'slow' })).number).toBe('110600002');
  expect((await desk.issued(orderOf(form))).number).toBe('110600003');
});

test('a number that one process gave is taken for the other', async () => {
  const { desk, key } = await newIssuer('110');
  const { number } = await desk.issued(orderOf(form));
  const answer = await new Desk(hurried.url, key).send('/v1/documents', orderOf(form, { number }));
  expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ code: 'number-taken' })]);
});

test('a file that was made stays as it is where documents look different now', async () => {
  const { desk, key } = await newIssuer('110');
  const { id } = await desk.issued(orderOf(form));
  for (const name of ['ru.pdf', 'kk.docx']) {
    const bytes = await desk.file(id, name);
    expect(Buffer.from(await new Desk(hurried.url, key).file(id, name)).equals(bytes), name).toBe(true);
  }
});

test('one address may verify only so often a minute; whoever has a key is not held up', async () => {
  const { desk, key } = await newIssuer();
  const { number, verification, id } = await desk.issued(orderOf('end-user-refusal'));
  const anyone = new Desk(hurried.url, null);
  const lookup = { number, shortCode: verification.shortCode };
  expect((await anyone.ask(`/v1/verifications/${verification.code}`)).status).toBe(200);
  expect((await anyone.send('/v1/verifications/lookup', lookup)).status).toBe(200);
  expect((await anyone.ask('/v1/status-list')).status).toBe(200);
  for (const answer of [
    await anyone.ask(`/v1/verifications/${verification.code}`),
    await anyone.send('/v1/verifications/lookup', lookup),
    await anyone.ask('/v1/verifications', { method: 'POST', body: new FormData() }),
  ]) {
    expect([answer.status, await answer.json()]).toEqual([429, expect.objectContaining({ code: 'too-many-requests' })]);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  }
  expect((await new Desk(hurried.url, key).ask(`/v1/documents/${id}`)).status).toBe(200);
});
