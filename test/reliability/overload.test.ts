import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { testKey } from '../support/service.ts';
import { longCertificate, metricsOf, problemIn, renderCertificate, statusOf } from './requests.ts';

let service: ChildService;
let impatient: ChildService;

beforeAll(async () => {
  service = await startChildService({ NYSAN_PAGES: '1', NYSAN_QUEUE_LIMIT: '2' });
  impatient = await startChildService({ NYSAN_PAGES: '2', NYSAN_LONGEST_WAIT: '300' });
});

afterAll(async () => {
  await service.stop();
  await impatient.stop();
});

test('what the queue does not hold is told to come back, the rest is printed', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => renderCertificate(service.url, longCertificate(100))),
  );
  const refused = answers.filter(({ status }) => status === 503);
  const printed = answers.filter(({ status }) => status === 200);
  expect(refused.length + printed.length).toBe(20);
  expect(printed.length).toBeGreaterThanOrEqual(3);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of printed) expect(await statusOf(answer)).toBe(200);
  for (const answer of refused) {
    const seconds = answer.headers.get('Retry-After') ?? '';
    expect(seconds).toMatch(/^[1-9]\d*$/);
    expect(await problemIn(answer)).toMatchObject({
      code: 'queue-full',
      status: 503,
      detail: expect.stringContaining(seconds) as string,
    });
  }
});

test('who comes back is served', async () => {
  expect(await statusOf(await renderCertificate(service.url))).toBe(200);
});

test('of a flood every request is answered: printed, or told to come back', async () => {
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, index) => renderCertificate(impatient.url, longCertificate(1 + (index % 5) * 20))),
  );
  const statuses = await Promise.all(answers.map((answer) => statusOf(answer)));
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  for (const { headers } of answers.filter(({ status }) => status === 503)) {
    expect(headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
  }
  expect(await metricsOf(impatient.url)).toMatchObject({
    nysan_browser_queue_length: 0,
    nysan_browser_prints_total: statuses.filter((status) => status === 200).length,
  });
});

test('bodies that do not fit into memory together are told to come back, and give their room back', async () => {
  const half = Buffer.alloc(30 * 1024 * 1024, ' ');
  const opened = Array.from({ length: 5 }, () => openRegister(half));
  const refused = await Promise.race(opened.map(({ answered }) => answered));
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5']);
  for (const { request } of opened) request.destroy();
  await expect
    .poll(async () => {
      const { request, answered } = openRegister(half);
      request.end();
      return (await answered).statusCode;
    })
    .toBe(400);
});

/** A register whose body has begun and goes on. */
function openRegister(beginning: Buffer) {
  const request = httpRequest(`${impatient.url}/v1/forms/producers-registry/render?format=xlsx&language=ru`, {
    method: 'POST',
    agent: false,
    headers: { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/json' },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', (response) => {
      response.resume();
      resolve(response);
    });
    request.once('error', reject);
  });
  // Those that are given up without an answer fail, as they should.
  answered.catch(() => undefined);
  request.write(beginning);
  return { request, answered };
}
