import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssuedDocument } from '../../issuing/answers.ts';
import { Desk } from '../../issuing/desk.ts';
import { orderOf } from '../../issuing/orders.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import type { CmsOptions } from '../../support/certificates/sign-cms.ts';
import { announcing, certificates, cmsOf, refusalOf, SigningService } from './signing-service.ts';

let service: SigningService;

beforeAll(async () => {
  service = await SigningService.start();
});

afterAll(() => service.remove());

const certificate = 'industrial-certificate';
const signatory = 'chamberHead';

function issued(language = 'ru'): Promise<IssuedDocument> {
  return service.desk.issued(orderOf(certificate, { language }));
}

type Signer = Exclude<keyof typeof certificates, 'root' | 'foreignRoot' | 'intermediate' | 'revocationList'>;

test.each<{ what: string; words: RegExp; who: Signer; options?: CmsOptions }>([
  { what: 'of a stranger’s authority', words: /authority that is not trusted/, who: 'foreign' },
  { what: 'of an expired certificate', words: /has expired/, who: 'expired' },
  { what: 'of a certificate that is not yet valid', words: /not yet valid/, who: 'notYetValid' },
  { what: 'of a revoked certificate', words: /is revoked/, who: 'revoked' },
  { what: 'of a certificate for logging in', words: /not for signing/, who: 'authentication' },
  { what: 'of another person', words: /not the announced one/, who: 'head' },
  { what: 'of an organisation without a person', words: /not the announced one/, who: 'organisation' },
  { what: 'without its certificate', words: /no certificate/, who: 'person', options: { certificates: [] } },
  { what: 'with its data inside', words: /detached one is needed/, who: 'person', options: { attached: true } },
  { what: 'of two people', words: /several people/, who: 'person', options: { others: [certificates.head] } },
  {
    what: 'that lies about the digest',
    words: /something else was signed|signature is wrong/,
    who: 'person',
    options: { digestOf: Buffer.from('other') },
  },
])('a signature $what is refused, and the document stays as it is', async ({ words, who, options }) => {
  const { id } = await issued();
  const before = await service.file(id, 'ru.pdf');
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory));
  const answer = await service.desk.ask(`/v1/documents/${id}/signatures/${signature}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/pkcs7-signature', 'Accept-Language': 'en' },
    body: Uint8Array.from(cmsOf(bytes, certificates[who], options)),
  });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'signature-refused',
    detail: expect.stringMatching(words) as string,
  });
  expect(await service.file(id, 'ru.pdf')).toEqual(before);
  // The right person may still sign what was handed out.
  const given = await service.desk.json(service.complete(id, signature, cmsOf(bytes, certificates.person)));
  expect(given).toMatchObject({ status: 'verified', revision: 2 });
});

test('a signature of other bytes, or of another document’s, is refused', async () => {
  const [one, other] = [await issued(), await issued()];
  const [first, second] = [
    await service.prepared(one.id, announcing(signatory)),
    await service.prepared(other.id, announcing(signatory)),
  ];
  for (const bytes of [second.bytes, Buffer.from('anything').toString('base64')]) {
    const answer = service.complete(one.id, first.id, cmsOf(bytes, certificates.person));
    expect(await refusalOf(answer)).toMatchObject({ status: 422, code: 'signature-refused' });
  }
  // Nor does a preparation belong to another document.
  const strange = service.complete(other.id, first.id, cmsOf(first.bytes, certificates.person));
  expect(await refusalOf(strange)).toMatchObject({ status: 404, code: 'signature-unknown' });
});

test.each([
  ['nothing', '', 422],
  ['no CMS', 'MII not a signature', 422],
  ['no base64', '@@@@', 422],
  ['another PEM', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 422],
])('%s in the body is refused', async (_, cms, status) => {
  const { id } = await issued();
  const { id: signature } = await service.prepared(id, announcing(signatory));
  const path = `/v1/documents/${id}/signatures/${signature}`;
  const json = await service.desk.ask(path, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ cms }),
  });
  expect(json.status).toBe(status);
  expect((await service.complete(id, signature, Buffer.from(cms))).status).toBe(status);
});

test('a CMS that is larger than what is reserved is refused in words, a far larger one unread', async () => {
  const { id } = await issued();
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory));
  const chain = [certificates.person.certificate, ...certificates.person.chain];
  const options = { certificates: [...chain, ...Array.from({ length: 40 }, () => certificates.head.certificate)] };
  const answer = service.complete(id, signature, cmsOf(bytes, certificates.person, options));
  expect(await refusalOf(answer)).toMatchObject({ status: 422, code: 'signature-refused' });
  const far = service.complete(id, signature, Buffer.alloc(300 * 1024));
  expect(await refusalOf(far)).toMatchObject({ status: 413, code: 'body-too-large' });
  expect((await service.signatures(id)).signatures).toEqual([]);
});

test('a body of another type is refused', async () => {
  const { id } = await issued();
  const { id: signature } = await service.prepared(id, announcing(signatory));
  for (const type of ['text/plain', 'application/x-ndjson', 'application/octet-stream']) {
    const answer = await service.desk.ask(`/v1/documents/${id}/signatures/${signature}`, {
      method: 'PUT',
      headers: { 'Content-Type': type },
      body: 'x',
    });
    expect(answer.status, type).toBe(415);
  }
});

test.each([
  ['kk', /мәлімделгеннен өзге/],
  ['ru', /не совпадает с заявленным/],
])('a refusal is told in words of the language %s', async (language, words) => {
  const { id } = await issued();
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory));
  const answer = service.desk.ask(`/v1/documents/${id}/signatures/${signature}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/pkcs7-signature', 'Accept-Language': language },
    body: Uint8Array.from(cmsOf(bytes, certificates.signatory)),
  });
  expect((await refusalOf(answer)).detail).toMatch(words);
});

test('IIN and BIN must both be those of the certificate', async () => {
  const { id } = await issued();
  const { iin, bin } = people.head;
  for (const [numbers, status] of [
    [{ iin: people.person.iin, bin }, 422],
    [{ iin, bin }, 200],
  ] as const) {
    const { id: signature, bytes } = await service.prepared(id, { signatory, name: 'Серіков Н.', ...numbers });
    expect((await service.complete(id, signature, cmsOf(bytes, certificates.head))).status).toBe(status);
    await service.giveBack(id, signature);
  }
});

test.each<[string, object]>([
  ['no number', { signatory, name: 'Әбішева Қ.' }],
  ['a wrong IIN', { signatory, name: 'Әбішева Қ.', iin: '850615400121' }],
  ['a BIN for an IIN', { signatory, name: 'Әбішева Қ.', iin: people.head.bin }],
  ['no name', { signatory, iin: people.person.iin }],
  ['a blank name', { signatory, name: '  ', iin: people.person.iin }],
  ['a name that cannot be printed', { signatory, name: 'Әбішева \u{1F58A}', iin: people.person.iin }],
  ['an unknown member', { ...announcing(signatory), place: 'chamberHead' }],
])('an order with %s is refused', async (_, order) => {
  const { id } = await issued();
  expect(await refusalOf(service.prepare(id, order))).toMatchObject({ status: 422, code: 'payload-invalid' });
});

test('a signatory that the form does not know is refused, and those it knows are told', async () => {
  const { id } = await issued();
  for (const stranger of ['applicant', 'seal', 'chamberHead.2', '__proto__']) {
    const refusal = await refusalOf(service.prepare(id, announcing(stranger)));
    expect(refusal).toMatchObject({ status: 422, code: 'signatory-unknown' });
    expect(refusal.detail).toContain(signatory);
  }
});

test('a place is signed once', async () => {
  const { id } = await issued();
  await service.signed(id, announcing(signatory), certificates.person);
  const again = service.prepare(id, announcing(signatory, 'head'));
  expect(await refusalOf(again)).toMatchObject({ status: 409, code: 'place-signed' });
});

test.each(['revocation', 'replacement'] as const)('after its %s nobody signs a document', async (change) => {
  const [{ id }, { id: by }] = [await issued(), await issued()];
  const { id: signature, bytes } = await service.prepared(id, announcing(signatory));
  const body = change === 'replacement' ? { reason: 'Қате', by } : { reason: 'Қате' };
  await service.desk.json(service.desk.send(`/v1/documents/${id}/${change}`, body));
  const completing = service.complete(id, signature, cmsOf(bytes, certificates.person));
  expect(await refusalOf(completing)).toMatchObject({ status: 409, code: 'status-conflict' });
  expect((await service.giveBack(id, signature)).status).toBe(204);
  expect(await refusalOf(service.prepare(id, announcing(signatory)))).toMatchObject({ code: 'status-conflict' });
  expect((await service.signatures(id)).signatures).toEqual([]);
  if (change === 'replacement') return;
  await service.desk.json(service.desk.send(`/v1/documents/${id}/reinstatement`, { reason: 'Шағым' }));
  expect(await service.signed(id, announcing(signatory), certificates.person)).toMatchObject({ revision: 2 });
});

test('a key needs the scope to sign, and sees the documents of its issuer only', async () => {
  const { id } = await issued();
  const { id: signature } = await service.prepared(id, announcing(signatory));
  const actor = { id: 'operator', name: 'tests' };
  const issuer = { id: 'other', bin: people.head.bin, name: { kk: 'Басқа', ru: 'Другой' } };
  const [reader, stranger] = await service.withRegistry(async (registry) => {
    await registry.addIssuer(issuer, actor);
    const own = await registry.addKey({ issuer: 'main', name: 'reader', scopes: ['issue', 'revoke'] }, actor);
    const foreign = await registry.addKey({ issuer: 'other', name: 'stranger', scopes: ['sign', 'admin'] }, actor);
    return [new Desk(service.desk.url, own.secret), new Desk(service.desk.url, foreign.secret)];
  });
  const path = `/v1/documents/${id}/signatures`;
  const put = { method: 'PUT', headers: { 'Content-Type': 'application/pkcs7-signature' }, body: 'x' };
  const asks = (desk: Desk) => [
    desk.send(path, announcing(signatory)),
    desk.ask(`${path}/${signature}`, put),
    desk.ask(`${path}/${signature}`, { method: 'DELETE' }),
  ];
  for (const ask of asks(reader)) expect(await refusalOf(ask)).toMatchObject({ status: 403, code: 'scope-missing' });
  expect((await reader.ask(path)).status).toBe(200);
  for (const ask of [...asks(stranger), stranger.ask(path), stranger.ask(`${path}/${signature}.cms`)]) {
    expect(await refusalOf(ask)).toMatchObject({ status: 404, code: 'document-unknown' });
  }
  const draftsOnly = await service.withRegistry((registry) =>
    registry.addKey({ issuer: 'main', name: 'drafts', scopes: ['render'] }, actor),
  );
  expect((await new Desk(service.desk.url, draftsOnly.secret).ask(path)).status).toBe(403);
});

test('other methods are refused by name', async () => {
  const { id } = await issued();
  for (const [path, method, allow] of [
    ['signatures', 'DELETE', 'GET, HEAD, POST'],
    ['signatures/0123456789abcdef', 'GET', 'PUT, DELETE'],
    ['signatures/0123456789abcdef.cms', 'PUT', 'GET, HEAD'],
  ] as const) {
    const answer = await service.desk.ask(`/v1/documents/${id}/${path}`, { method });
    expect([answer.status, answer.headers.get('Allow')], path).toEqual([405, allow]);
  }
});
