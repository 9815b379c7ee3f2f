import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { browserOf } from './processes.ts';
import { metricsOf, renderCertificate, statusOf } from './requests.ts';

let service: ChildService;

beforeAll(async () => {
  service = await startChildService({ NYSAN_PAGES: '3' });
});

afterAll(async () => {
  await service.stop();
});

test('a browser that is killed under thirty requests costs none of them', async () => {
  const browser = browserOf(service.process.pid ?? 0);
  const requests = Array.from({ length: 30 }, () => renderCertificate(service.url));
  await Promise.race(requests);
  process.kill(browser, 'SIGKILL');
  expect(await Promise.all(requests.map(async (request) => statusOf(await request)))).toEqual(new Array(30).fill(200));
  expect((await metricsOf(service.url))['nysan_browser_restarts_total']).toBe(1);
  expect(browserOf(service.process.pid ?? 0)).not.toBe(browser);
});

test('a browser that is killed while nobody asks is replaced', async () => {
  const browser = browserOf(service.process.pid ?? 0);
  process.kill(browser, 'SIGKILL');
  await expect
    .poll(async () => (await metricsOf(service.url))['nysan_browser_restarts_total'], { timeout: 10_000 })
    .toBe(2);
  await expect.poll(async () => (await fetch(`${service.url}/health/ready`)).status, { timeout: 10_000 }).toBe(200);
  expect(await statusOf(await renderCertificate(service.url))).toBe(200);
});
