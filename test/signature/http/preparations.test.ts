import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderOf } from '../../issuing/orders.ts';
import { testNow } from '../../support/service.ts';
import { announcing, certificates, cmsOf, refusalOf, type SignatureAnswer, SigningService } from './signing-service.ts';

let service: SigningService;

beforeAll(async () => {
  service = await SigningService.start();
});

afterAll(() => service.remove());

const minute = 60_000;

async function issuedId(): Promise<string> {
  return (await service.desk.issued(orderOf('inspection-act'))).id;
}

function later(milliseconds: number): Promise<void> {
  return service.setClock(new Date(testNow.getTime() + milliseconds));
}

test('of one file one signature is in progress, for 15 minutes; then the next may begin', async () => {
  const id = await issuedId();
  const first = await service.prepared(id, announcing('commission'));
  expect(first.expiresAt).toBe('2026-11-20T06:15:00Z');
  expect((await service.signatures(id)).open).toEqual({
    id: first.id,
    place: 'commission',
    expiresAt: first.expiresAt,
  });
  try {
    await later(5 * minute);
    const refused = await service.prepare(id, announcing('domesticProducer', 'head'));
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([409, '600']);
    expect(await refused.json()).toMatchObject({ code: 'signature-in-progress' });
    await later(15 * minute);
    expect((await service.signatures(id)).open).toBeNull();
    const late = service.complete(id, first.id, cmsOf(first.bytes, certificates.person));
    expect(await refusalOf(late)).toMatchObject({ status: 409, code: 'signature-stale' });
    await service.signed(id, announcing('domesticProducer', 'head'), certificates.head);
    const superseded = service.complete(id, first.id, cmsOf(first.bytes, certificates.person));
    expect(await refusalOf(superseded)).toMatchObject({ status: 409, code: 'signature-stale' });
    expect((await service.signatures(id)).signatures.map(({ place }) => place)).toEqual(['domesticProducer']);
  } finally {
    await later(0);
  }
});

test('what is given back takes nothing, and others may sign at once', async () => {
  const id = await issuedId();
  const first = await service.prepared(id, announcing('commission'));
  expect((await service.giveBack(id, first.id)).status).toBe(204);
  expect(await refusalOf(service.giveBack(id, first.id))).toMatchObject({ status: 409, code: 'signature-stale' });
  const late = service.complete(id, first.id, cmsOf(first.bytes, certificates.person));
  expect(await refusalOf(late)).toMatchObject({ status: 409, code: 'signature-stale' });
  const unknown = service.giveBack(id, '0123456789abcdef');
  expect(await refusalOf(unknown)).toMatchObject({ status: 404, code: 'signature-unknown' });
  expect(await service.signed(id, announcing('commission'), certificates.person)).toMatchObject({ revision: 2 });
  expect(await refusalOf(service.desk.ask(`/v1/documents/${id}/signatures/${first.id}.cms`))).toMatchObject({
    status: 404,
    code: 'signature-unknown',
  });
});

test('of many who begin at once one does', async () => {
  const id = await issuedId();
  const answers = await Promise.all(
    ['person', 'head', 'signatory', 'person'].map((person) =>
      service.prepare(id, announcing('commission', person as 'person')),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('a retry of the first step gets the same bytes, also while the first one is done', async () => {
  const id = await issuedId();
  const order = announcing('commission');
  const key = { 'Idempotency-Key': 'sign-1' };
  const answers = await Promise.all([1, 2, 3].map(() => service.prepared(id, order, key)));
  answers.push(await service.prepared(id, order, key));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const [first] = answers;
  if (first === undefined) throw new Error('there were answers');
  const other = service.prepare(id, announcing('commission', 'head'), key);
  expect(await refusalOf(other)).toMatchObject({ status: 422, code: 'idempotency-conflict' });
  await service.desk.json(service.complete(id, first.id, cmsOf(first.bytes, certificates.person)));
  // It is signed: there is nothing to hand out any more.
  expect(await refusalOf(service.prepare(id, order, key))).toMatchObject({ status: 409, code: 'signature-stale' });
});

test('the same CMS once more gets the same answer, another one does not', async () => {
  const id = await issuedId();
  const { id: signature, bytes } = await service.prepared(id, announcing('commission'));
  const cms = cmsOf(bytes, certificates.person);
  const answers = await Promise.all(
    [1, 2, 3].map(() => service.desk.json<SignatureAnswer>(service.complete(id, signature, cms))),
  );
  answers.push(await service.desk.json<SignatureAnswer>(service.complete(id, signature, cms)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const other = service.complete(id, signature, cmsOf(bytes, certificates.personEc));
  expect(await refusalOf(other)).toMatchObject({ status: 409, code: 'signature-stale' });
  expect((await service.signatures(id)).signatures).toHaveLength(1);
  expect((await service.desk.ask(`/v1/documents/${id}/files/ru.pdf?revision=3`)).status).toBe(404);
});

test('files in other languages and formats are not signed, and do not wait', async () => {
  const id = await issuedId();
  await service.prepared(id, announcing('commission'));
  const first = await service.file(id, 'kk.pdf');
  await service.signatures(id);
  expect(await service.file(id, 'kk.pdf')).toEqual(first);
  expect((await service.desk.ask(`/v1/documents/${id}/files/ru.docx`)).status).toBe(200);
});
