import { expect, test } from 'vitest';
import { ask, send } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { exampleOf } from './payloads.ts';

async function metricsText(): Promise<string> {
  return (await askByContract('/metrics')).text();
}

/** The value of the first line that begins so. */
async function value(line: string): Promise<number> {
  const found = (await metricsText()).split('\n').find((candidate) => candidate.startsWith(line));
  return Number(found?.split(' ').at(-1) ?? 0);
}

test('metrics need the key and come in the text format of Prometheus', async () => {
  expect((await ask('/metrics', { headers: { Authorization: '' } })).status).toBe(401);
  const answer = await ask('/metrics');
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const line of (await answer.text()).trim().split('\n')) {
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{[^}]*\})? \S+|)$/);
  }
});

test('requests are counted by route and status, whatever the form and the outcome', async () => {
  const counter = (status: number) =>
    value(`nysan_http_requests_total{route="/v1/forms/:form/example",status="${status}"}`);
  const [found, missing] = [await counter(200), await counter(404)];
  await ask('/v1/forms/end-user-refusal/example');
  await ask('/v1/forms/no-such-form/example');
  await expect.poll(() => counter(200)).toBeGreaterThan(found);
  await expect.poll(() => counter(404)).toBeGreaterThan(missing);
});

test('renderings are timed by form and format', async () => {
  const counter = () => value('nysan_render_seconds_count{form="end-user-refusal",format="docx"}');
  const before = await counter();
  await (
    await send('/v1/forms/end-user-refusal/render?format=docx', await exampleOf('end-user-refusal'))
  ).arrayBuffer();
  expect(await counter()).toBeGreaterThan(before);
});

test('the state of the browser is there', async () => {
  const text = await metricsText();
  for (const name of [
    'pages_busy',
    'queue_length',
    'restarts_total',
    'prints_total',
    'prints_failed_total',
    'requests_refused_total',
  ]) {
    expect(text).toMatch(new RegExp(`^nysan_browser_${name} \\d+$`, 'm'));
  }
});
