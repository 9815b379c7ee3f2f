import { expect, test } from 'vitest';
import { ask } from '../support/ask.ts';

test('health needs no key', async () => {
  const answer = await ask('/health/ready', { headers: { Authorization: '' } });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ready', browser: true, registry: true });
});
