import { expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { expectContract } from '../support/contract.ts';

const open = { headers: { Authorization: '' } };

/** Addresses that a page or stylesheet would load. */
function loaded(text: string): string[] {
  const inHtml = [...text.matchAll(/\b(?:src|href|action|poster|data)\s*=\s*["']?([^"'\s>]+)/g)];
  const inCss = [...text.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)];
  return [...inHtml, ...inCss].map(([, one, other]) => one ?? other ?? '');
}

test('the page and all it loads come from our own files', async () => {
  const answer = await ask('/docs', open);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  const page = await answer.text();
  const assets = loaded(page);
  expect(assets.sort()).toEqual(['docs/start.js', 'docs/swagger-ui-bundle.js', 'docs/swagger-ui.css']);
  expect(page).not.toMatch(/https?:|\/\/[a-z]/);
  const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
  for (const asset of assets) {
    const file = await ask(`/${asset}`, open);
    expect(file.status, asset).toBe(200);
    expect(file.headers.get('Content-Type')).toBe(asset.endsWith('css') ? types.css : types.js);
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const content = await file.text();
    if (asset.endsWith('css')) expect(loaded(content).filter((address) => !address.startsWith('data:'))).toEqual([]);
  }
});

test('the browser is told to load nothing from elsewhere', async () => {
  const policy = (await ask('/docs', open)).headers.get('Content-Security-Policy') ?? '';
  const directives = new Map(policy.split(';').map((one) => one.trim().split(/ (.*)/s, 2) as [string, string]));
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe("'self'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});

test('it shows our description and asks no outside validator', async () => {
  const start = await (await ask('/docs/start.js', open)).text();
  expect(start).toContain("url: 'openapi.json'");
  expect(start).toContain('validatorUrl: null');
  expect(start).not.toMatch(/https?:/);
});

test.each([
  'index.html',
  'swagger-initializer.js',
  'package.json',
  'README.md',
  '..%2f..%2fpackage.json',
  '%2e%2e/x',
  '%00',
])('no other file of the package is served: %s', async (file) => {
  expect((await ask(`/docs/${file}`, open)).status).toBe(404);
});

test('/docs/ leads to /docs', async () => {
  const answer = await ask('/docs/', { ...open, redirect: 'manual' });
  expect(answer.status).toBe(308);
  expect(answer.headers.get('Location')).toBe('../docs');
});

test('the description needs no key and is JSON', async () => {
  const answer = await ask('/openapi.json', open);
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(await answer.json()).toMatchObject({ servers: [{ url: '/' }] });
});

test('health needs no key and names no secrets', async () => {
  for (const [path, status] of [
    ['/health/live', 'live'],
    ['/health/ready', 'ready'],
  ] as const) {
    const answer = await ask(path, open);
    await expectContract('GET', path, answer.clone());
    expect(await answer.json()).toMatchObject({ status });
  }
});
