import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { problemOf } from './payloads.ts';

const door = '/v1/forms/industrial-certificate/validate';
const mebibyte = 1024 * 1024;

/** A body as it is, with a content type that fits unless another is given. */
function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const given = { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers };
  const streaming = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
  return askByContract(door, { method: 'POST', headers: given, body, ...streaming });
}

/** The same bytes again and again, sent in chunks without a length. */
function chunked(chunk: Uint8Array, times: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > times) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

test.each([
  ['', 0],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ['{"a": 1', 7],
  // The place of a text that breaks is where it begins.
  ['{"a": "\n"}', 6],
  ['{"a": a}', 6],
])('JSON that breaks is refused with the place: %j', async (body, position) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(await problemOf(answer)).toMatchObject({
    code: 'body-not-json',
    detail: `The body cannot be read as JSON: mend the error near character ${position}.`,
  });
});

test.each(['undefined', "{'a': 1}", '{a: 1}', '{"a": NaN}', '{"a": 01}', '{"a": 1} {"a": 1}', '<a/>'])(
  'what only looks like JSON is refused: %s',
  async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).code).toBe('body-not-json');
  },
);

test.each(['[]', 'null', '1', '"text"', 'true', '[{}]'])('JSON that is no object is refused: %s', async (body) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect((await problemOf(answer)).code).toBe('body-not-object');
});

test.each(['__proto__', 'constructor', 'prototype'])(
  'a name that could reach into the program is refused: %s',
  async (key) => {
    for (const body of [`{"${key}":{"isAdmin":true}}`, `{"applicant":{"${key}":1}}`, `{"goods":[{"${key}":[]}]}`]) {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(await problemOf(answer)).toMatchObject({
        code: 'body-key-forbidden',
        detail: expect.stringContaining(key) as string,
      });
    }
  },
);

test('data that is nested too deep is refused, however deep', async () => {
  for (const depth of [20, 100_000]) {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const answer = await post(`{"a":${open.repeat(depth)}1${close.repeat(depth)}}`);
      expect(answer.status).toBe(400);
      expect((await problemOf(answer)).code).toBe('body-too-deep');
    }
  }
});

test('a body of zeros is refused before anyone counts its errors', async () => {
  const answer = await post(`{"goods":[${'0,'.repeat(500_000)}0]}`);
  expect(await problemOf(answer)).toMatchObject({ status: 413, code: 'body-too-many-values' });
});

test('a form takes a megabyte and not more', async () => {
  const body = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
  expect((await post(body(mebibyte))).status).toBe(422);
  const answer = await post(body(mebibyte + 1));
  expect(await problemOf(answer)).toMatchObject({
    status: 413,
    code: 'body-too-large',
    detail: expect.stringContaining('1048576') as string,
  });
});

test('ten megabytes are refused, and the sender gets to read it', async () => {
  const answer = await post('x'.repeat(10 * mebibyte));
  expect(await problemOf(answer)).toMatchObject({ status: 413, code: 'body-too-large' });
  const unannounced = await post(chunked(new Uint8Array(64 * 1024).fill(0x20), 160));
  expect(await problemOf(unannounced)).toMatchObject({ status: 413, code: 'body-too-large' });
});

test('a large body at a door that does not want it is no obstacle to the answer', async () => {
  const init = { method: 'POST', body: 'x'.repeat(3 * mebibyte) };
  expect((await askByContract('/v1/forms/no-such-form/render', init)).status).toBe(404);
  expect((await askByContract(door, { ...init, headers: { Authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await askByContract('/v1/forms', init)).status).toBe(405);
});

test.each([
  ['text/plain', 'media-type-unsupported'],
  ['application/xml', 'media-type-unsupported'],
  ['application/x-www-form-urlencoded', 'media-type-unsupported'],
  ['multipart/form-data; boundary=x', 'media-type-unsupported'],
  ['application/jsonp', 'media-type-unsupported'],
  ['', 'media-type-unsupported'],
  ['application/json; charset=utf-16', 'body-encoding-unsupported'],
  ['application/json; charset=windows-1251', 'body-encoding-unsupported'],
])('another media type is refused: %s', async (type, code) => {
  const answer = await post(new TextEncoder().encode('{}'), { 'Content-Type': type });
  expect(answer.status).toBe(415);
  expect((await problemOf(answer)).code).toBe(code);
});

test.each(['application/json; charset=UTF-8', 'Application/JSON;charset="utf-8"', 'application/json ;x=y'])(
  'the media type may be written so: %s',
  async (type) => {
    expect((await post('{}', { 'Content-Type': type })).status).toBe(422);
  },
);

test('a compressed body is refused', async () => {
  const bodies = {
    gzip: gzipSync('{}'),
    br: brotliCompressSync('{}'),
    deflate: gzipSync('{}'),
    'gzip, gzip': gzipSync('{}'),
  };
  for (const [encoding, body] of Object.entries(bodies)) {
    const answer = await post(new Uint8Array(body), { 'Content-Encoding': encoding });
    expect(await problemOf(answer)).toMatchObject({ status: 415, code: 'body-encoding-unsupported' });
  }
});

test('bytes that are not UTF-8 are refused, never guessed', async () => {
  const broken = [[0xff, 0xfe], [0xd0], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];
  for (const bytes of broken) {
    const answer = await post(new Uint8Array([...Buffer.from('{"a":"'), ...bytes, ...Buffer.from('"}')]));
    expect(await problemOf(answer)).toMatchObject({ status: 415, code: 'body-encoding-unsupported' });
  }
});

test('letters may be parted between chunks, and a byte order mark may stand before them', async () => {
  const bytes = Buffer.from('\ufeff{"қазақ": "Ұұ"}');
  const single = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const answer = await post(single);
  expect((await problemOf(answer)).errors).toContainEqual(
    expect.objectContaining({ pointer: '/қазақ', code: 'unknown-property' }),
  );
});

test('the service lives on after all of it', async () => {
  expect((await ask('/health/ready')).status).toBe(200);
});
