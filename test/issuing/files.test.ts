import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { mediaTypes } from '../../src/render/formats.ts';
import { newIssuer } from './desk.ts';
import { orderOf } from './orders.ts';

const { desk } = await newIssuer('110');
const certificate = await desk.issued(orderOf('industrial-certificate', { language: 'kk,ru', number: '110/ҚК 6-417' }));
const files = `/v1/documents/${certificate.id}/files`;

function sha256(bytes: ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
}

test.each(['kk-ru.pdf', 'kk.pdf', 'ru.docx', 'kk.xlsx'])('%s never changes, and its ETag says so', async (name) => {
  const first = await desk.ask(`${files}/${name}`);
  expect(first.status).toBe(200);
  const hash = sha256(await first.arrayBuffer());
  expect(first.headers.get('ETag')).toBe(`"${hash}"`);
  // The master gets a new revision with every signature.
  const isMaster = name === 'kk-ru.pdf';
  expect(first.headers.get('Cache-Control')).toMatch(isMaster ? /^private, no-cache$/ : /^private\b.*\bimmutable\b/);
  for (const again of await Promise.all([1, 2, 3].map(() => desk.ask(`${files}/${name}`)))) {
    expect(again.headers.get('ETag')).toBe(`"${hash}"`);
    expect(sha256(await again.arrayBuffer())).toBe(hash);
  }
});

test('a file that is asked for by many at once for the first time is one file', async () => {
  const document = await desk.issued(orderOf('end-user-refusal'));
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => desk.ask(`/v1/documents/${document.id}/files/kk.docx`)),
  );
  const hashes = await Promise.all(answers.map(async (answer) => sha256(await answer.arrayBuffer())));
  expect(new Set(hashes).size).toBe(1);
  expect(new Set(answers.map(({ headers }) => headers.get('ETag')))).toEqual(new Set([`"${hashes[0] ?? ''}"`]));
});

test('who has the bytes is not sent them again', async () => {
  const etag = (await desk.ask(`${files}/ru.pdf`)).headers.get('ETag') ?? '';
  for (const [condition, status] of [
    [etag, 304],
    [`"other", ${etag}`, 304],
    [`W/${etag}`, 304],
    ['*', 304],
    ['"other"', 200],
  ] as const) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await desk.ask(`${files}/ru.pdf`, { method, headers: { 'If-None-Match': condition } });
      expect(answer.status, `${method} ${condition}`).toBe(status);
      expect(answer.headers.get('ETag')).toBe(etag);
      expect((await answer.arrayBuffer()).byteLength > 0).toBe(status === 200 && method === 'GET');
    }
  }
});

test.each([
  ['kk.pdf', 'Индустриялық сертификат', 'industrial-certificate-kk.pdf'],
  ['ru.docx', 'Индустриальный сертификат', 'industrial-certificate-ru.docx'],
  ['kk-ru.xlsx', 'Индустриялық сертификат', 'industrial-certificate-kk-ru.xlsx'],
])('%s has a name in its language and one in ASCII', async (name, title, ascii) => {
  const { headers } = await desk.ask(`${files}/${name}`);
  const disposition = headers.get('Content-Disposition') ?? '';
  expect(disposition).toMatch(/^attachment; /);
  expect(disposition).toContain(`filename="${ascii}"`);
  const encoded = /filename\*=UTF-8''([\w.%~!#$&+^`|-]+)$/.exec(disposition)?.[1] ?? '';
  const [, ending = ''] = name.split('.');
  expect(decodeURIComponent(encoded).toLowerCase()).toBe(`${title} 110 ҚК 6-417.${ending}`.toLowerCase());
  expect(headers.get('Content-Type')).toBe(mediaTypes[ending === 'docx' ? 'docx' : ending === 'xlsx' ? 'xlsx' : 'pdf']);
  expect(headers.get('Content-Language')).toBe(name.startsWith('kk-ru') ? 'kk, ru' : name.slice(0, 2));
});

test.each(['pdf', 'docx', 'xlsx'])('an order for %s is answered with the bytes at once', async (format) => {
  const order = orderOf('end-user-refusal', { language: 'ru,kk', format });
  const answer = await desk.send('/v1/documents', order);
  expect(answer.status).toBe(201);
  const bytes = await answer.arrayBuffer();
  expect(answer.headers.get('ETag')).toBe(`"${sha256(bytes)}"`);
  const id = (answer.headers.get('Location') ?? '').split('/').at(-1) ?? '';
  expect(sha256((await desk.file(id, `ru-kk.${format}`)).buffer as ArrayBuffer)).toBe(sha256(bytes));
});

test.each(['html', 'doc', 'PDF'])('there is no issued document as %s', async (format) => {
  expect((await desk.send('/v1/documents', orderOf('end-user-refusal', { format }))).status).toBe(422);
  expect((await desk.ask(`${files}/ru.${format}`)).status).toBe(404);
});

test.each(['ru-kk.pdf', 'en.pdf', 'ru', 'ru.pdf.pdf', 'RU.pdf', '..%2F..%2Fregistry.db', '%00.pdf', 'ru.pdf%20'])(
  'there is no file %s',
  async (name) => {
    const answer = await desk.ask(`${files}/${name}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'file-unknown' });
  },
);

test('a document in one language has files in both, and none that joins them', async () => {
  const document = await desk.issued(orderOf('end-user-refusal'));
  expect((await desk.ask(`/v1/documents/${document.id}/files/kk.pdf`)).status).toBe(200);
  expect((await desk.ask(`/v1/documents/${document.id}/files/kk-ru.pdf`)).status).toBe(404);
});
