import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, inject, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { testKey } from '../support/service.ts';
import { problemOf } from './payloads.ts';

test.each([
  '/v1',
  '/v1/form',
  '/v1/forms/industrial-certificate/print',
  '/admin',
  '/v2/forms',
  '/.env',
  '/docs/../src',
])('an address without a door is not found: %s', async (path) => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const answer = await askByContract(path, { method });
    expect(answer.status).toBe(404);
    expect((await problemOf(answer)).code).toBe('route-unknown');
  }
});

test.each([
  ['/v1/forms', 'GET, HEAD'],
  ['/v1/forms/industrial-certificate', 'GET, HEAD'],
  ['/v1/forms/industrial-certificate/schema', 'GET, HEAD'],
  ['/v1/forms/industrial-certificate/example', 'GET, HEAD'],
  ['/v1/forms/industrial-certificate/blank', 'GET, HEAD'],
  ['/v1/forms/industrial-certificate/validate', 'POST'],
  ['/v1/forms/industrial-certificate/render', 'POST'],
  ['/health/live', 'GET, HEAD'],
  ['/health/ready', 'GET, HEAD'],
  ['/metrics', 'GET, HEAD'],
  ['/openapi.json', 'GET, HEAD'],
  ['/docs', 'GET, HEAD'],
  ['/docs/start.js', 'GET, HEAD'],
  ['/docs/swagger-ui.css', 'GET, HEAD'],
])('another method at %s is refused, and the answer says which there are', async (path, allow) => {
  const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
    (method) => !allow.includes(method),
  );
  for (const method of others) {
    const answer = await askByContract(path, { method });
    expect(answer.status, method).toBe(405);
    expect(answer.headers.get('Allow')).toBe(allow);
    if (method !== 'HEAD') expect((await problemOf(answer)).detail).toContain(allow);
  }
});

test.each([
  '/v1/forms',
  '/v1/forms/industrial-certificate/blank',
  '/v1/forms/industrial-certificate/render',
  '/v1/nothing',
  '/metrics',
])('%s needs the key', async (path) => {
  const method = path.endsWith('render') ? 'POST' : 'GET';
  for (const Authorization of ['', 'Bearer', 'Bearer ', 'Bearer  ', `Basic ${testKey}`, testKey]) {
    const answer = await askByContract(path, { method, headers: { Authorization } });
    expect(answer.status, Authorization).toBe(401);
    expect((await problemOf(answer)).code).toBe('key-missing');
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
  }
  for (const key of ['wrong', `${testKey}x`, testKey.slice(1), testKey.toUpperCase()]) {
    const answer = await askByContract(path, { method, headers: { Authorization: `Bearer ${key}` } });
    expect(answer.status, key).toBe(401);
    expect((await problemOf(answer)).code).toBe('key-unknown');
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
  }
});

test('the word Bearer may be written in small letters', async () => {
  expect((await askByContract('/v1/forms', { headers: { Authorization: `bearer ${testKey}` } })).status).toBe(200);
});

test('an address that is not percent-encoded UTF-8 is refused', async () => {
  for (const broken of ['%E0%A4%A', '%', '%zz', '%ff', '%C0%AF']) {
    const answer = await askByContract(`/v1/forms/${broken}/schema`);
    expect(answer.status, broken).toBe(400);
    expect((await problemOf(answer)).code).toBe('url-malformed');
    const inQuery = await askByContract(`/v1/forms/industrial-certificate/blank?language=${broken}`);
    expect(inQuery.status, broken).toBe(400);
    expect((await problemOf(inQuery)).code).toBe('query-invalid');
  }
});

test('a query parameter may be anything but a surprise', async () => {
  for (const query of [
    'language[]=kk',
    'language[a]=kk',
    '__proto__=1',
    'constructor=x',
    'toString=1',
    '&&&',
    '=',
    'a'.repeat(4000),
  ]) {
    const answer = await askByContract(`/v1/forms/industrial-certificate/blank?format=html&${query}`);
    expect(answer.status, query).toBe(200);
  }
});

test('the number of a request comes back, a harmless one of the sender is kept', async () => {
  const given = await ask('/v1/nothing', { headers: { 'X-Request-Id': 'order-2026-000417' } });
  expect(given.headers.get('X-Request-Id')).toBe('order-2026-000417');
  expect((await problemOf(given)).instance).toBe('urn:nysan:request:order-2026-000417');
  for (const strange of ['short', 'a b c d e f g h', '<script>alert(1)</script>', 'x'.repeat(65)]) {
    const answer = await ask('/v1/forms', { headers: { 'X-Request-Id': strange } });
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  }
});

test.each([
  ['validate', 'industrial-certificate/validate', 'application/json', '{"certificateNumber":'],
  [
    'render',
    'domestic-producers-registry/render?format=xlsx',
    'application/x-ndjson',
    '{"a":1}\n{"certificateNumber":',
  ],
])('a sender that goes away in the middle of a body to %s harms nobody', async (door, path, type, beginning) => {
  const aborted = new RegExp(`nysan_http_requests_total\\{route="/v1/forms/:form/${door}",status="499"\\} (\\d+)`);
  const count = async () => Number(aborted.exec(await (await ask('/metrics')).text())?.[1] ?? 0);
  const before = await count();
  const { hostname, port } = new URL(inject('serviceUrl'));
  const socket = connect(Number(port), hostname);
  const head = [
    `POST /v1/forms/${path} HTTP/1.1`,
    'Host: nysan',
    `Authorization: Bearer ${testKey}`,
    `Content-Type: ${type}`,
    'Content-Length: 1000',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.write(beginning);
  socket.destroy();
  await expect.poll(count, { timeout: 5000 }).toBe(before + 1);
  expect((await ask('/health/ready')).status).toBe(200);
});
