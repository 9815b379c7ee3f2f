import { expect, test } from 'vitest';
import { ask, send } from '../support/ask.ts';
import { exampleOf } from '../http/payloads.ts';

const example = await exampleOf('end-user-refusal');
const render = '/v1/forms/end-user-refusal/render?language=ru';

const answers: readonly [string, () => Promise<Response>][] = [
  ['JSON', () => ask('/v1/forms')],
  ['a schema', () => ask('/v1/forms/end-user-refusal/schema')],
  ['PDF', () => send(`${render}&format=pdf`, example)],
  ['HTML', () => send(`${render}&format=html`, example)],
  ['the page of the API', () => ask('/docs')],
  ['a problem', () => ask('/v1/nothing')],
  ['a refused key', () => ask('/v1/forms', { headers: { Authorization: '' } })],
  ['health', () => ask('/health/live')],
  ['metrics', () => ask('/metrics')],
];

test.each(answers)('%s comes with the headers that bind a browser', async (_, answer) => {
  const { headers } = await answer();
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/);
  expect(headers.get('Content-Security-Policy')).not.toMatch(/\*|https?:|unsafe-eval|script-src [^;]*unsafe/);
  for (const telling of ['X-Powered-By', 'Server', 'Access-Control-Allow-Origin', 'Set-Cookie']) {
    expect(headers.get(telling), telling).toBeNull();
  }
});

test('a document in HTML is put into a sandbox that runs nothing', async () => {
  const drawn = await send(`${render}&format=html`, example);
  const blank = await ask('/v1/forms/end-user-refusal/blank?format=html');
  for (const answer of [drawn, blank]) {
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy.split(';').map((directive) => directive.trim())).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data:',
      'sandbox',
    ]);
    expect(await answer.text()).toContain('http-equiv="Content-Security-Policy"');
  }
});

test('what carries payload data is kept by no cache', async () => {
  for (const format of ['pdf', 'html']) {
    expect((await send(`${render}&format=${format}`, example)).headers.get('Cache-Control')).toBe('no-store');
  }
  const refused = await send('/v1/forms/end-user-refusal/validate', {});
  expect(refused.headers.get('Cache-Control')).toBe('no-store');
});
