import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import type { FoundProblem } from '../http/payloads.ts';
import type { IssuedDocument } from '../issuing/answers.ts';
import { orderOf } from '../issuing/orders.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testKey, testNow } from '../support/service.ts';
import { certificateForm, pathOf } from './papers.ts';

/** Small, so that a test is at its end soon. */
const requestsAMinute = 5;

const dataFolder = newDataFolder();
let service: ChildService;
beforeAll(async () => {
  service = await startChildService({
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_PUBLIC_REQUESTS: String(requestsAMinute),
    NYSAN_ISSUER_CODE: '110',
  });
});
afterAll(async () => {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

const keyed = { Authorization: `Bearer ${testKey}`, 'Accept-Language': 'ru' };

async function issued(order: JsonObject): Promise<IssuedDocument> {
  const answer = await fetch(`${service.url}/v1/documents`, {
    method: 'POST',
    headers: { ...keyed, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  return (await answer.json()) as IssuedDocument;
}

test('the page of a certificate whose term is over says so', async () => {
  const document = await issued(orderOf(certificateForm) as JsonObject);
  const page = async () => (await fetch(`${service.url}${pathOf(document)}`, { headers: keyed })).text();
  expect(await page()).toContain('<h1>Документ подлинный, действует</h1>');
  await service.setClock(new Date(`${document.validUntil ?? ''}T19:00:01Z`));
  const html = await page();
  expect(html).toContain('<section class="state expired">');
  expect(html).toContain('<h1>Срок действия документа истёк</h1>');
  expect(html).not.toContain('Не удостоверен');
  await service.setClock(testNow);
});

describe('one address that asks too often', () => {
  /** Asks until it is refused, and more often than it may in any case. */
  async function refusalOf(path: string, init: RequestInit = {}): Promise<Response> {
    for (let request = 0; request <= requestsAMinute; request += 1) {
      const answer = await fetch(`${service.url}${path}`, { headers: { 'Accept-Language': 'ru' }, ...init });
      if (answer.status === 429) {
        expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
        expect(Number(answer.headers.get('Retry-After'))).toBeLessThanOrEqual(60);
        return answer;
      }
    }
    throw new Error('nothing was refused');
  }

  test('is told so on the page, in its language', async () => {
    const answer = await refusalOf('/V/X');
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    expect(await answer.text()).toContain('Слишком много запросов. Повторите через минуту');
  });

  test('is told so in JSON', async () => {
    const answer = await refusalOf('/v1/verifications/X');
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status: 429,
      code: 'too-many-requests',
    } satisfies Partial<FoundProblem>);
    for (const [path, method] of [
      ['/v1/verifications', 'POST'],
      ['/v1/verifications/lookup', 'POST'],
      ['/v1/status-list', 'GET'],
    ] as const) {
      expect((await fetch(`${service.url}${path}`, { method })).status, path).toBe(429);
    }
  });

  test('finds the doors with a key, and what needs no protection, open all the same', async () => {
    await refusalOf('/v1/verifications/X');
    for (const path of ['/v1/forms', '/health/live', '/verify', '/.well-known/nysan-keys.json']) {
      expect((await fetch(`${service.url}${path}`, { headers: keyed })).status, path).toBe(200);
    }
    expect((await issued(orderOf(certificateForm) as JsonObject)).state).toBe('valid');
  });
});
