import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { longCertificate, problemIn, renderCertificate, statusOf } from './requests.ts';

let service: ChildService;

beforeAll(async () => {
  service = await startChildService({ NYSAN_PAGES: '1', NYSAN_QUEUE_LIMIT: '2' });
});

afterAll(async () => {
  await service.stop();
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
