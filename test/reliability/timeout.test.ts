import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { longCertificate, metricsOf, problemIn, renderCertificate } from './requests.ts';

let service: ChildService;

beforeAll(async () => {
  service = await startChildService({ NYSAN_PAGES: '1', NYSAN_RENDER_TIMEOUT: '100' });
});

afterAll(async () => {
  await service.stop();
});

test('a document that takes too long is given up, and the answer says so', async () => {
  const answer = await renderCertificate(service.url, longCertificate(1000));
  expect(answer.status).toBe(504);
  expect(await problemIn(answer)).toMatchObject({
    code: 'render-timeout',
    status: 504,
    detail: expect.stringContaining('0.1') as string,
  });
  expect((await metricsOf(service.url))['nysan_browser_pages_busy']).toBe(0);
});

test('the next document is printed', async () => {
  // A page that was given up is replaced first, which on a busy machine may take longer than the limit.
  await expect.poll(async () => (await renderCertificate(service.url)).status, { timeout: 20_000 }).toBe(200);
});
