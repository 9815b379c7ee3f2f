import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BrowserPool } from '../../../src/render/pdf/browser-pool.ts';
import { job, startPool, textOf } from './support.ts';

let pool: BrowserPool;
let address: string;
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('root:x:0:0');
});

beforeAll(async () => {
  pool = await startPool({ pages: 1 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('the server has no port');
  address = `http://127.0.0.1:${listening.port}`;
});

afterAll(async () => {
  await pool.close();
  server.close();
});

it('has a server that would notice a request', async () => {
  await fetch(`${address}/noticed`);
  expect(asked.splice(0)).toEqual(['/noticed']);
});

const attempts: Record<string, (target: string) => string> = {
  image: (target) => `<img src="${target}"><picture><source srcset="${target}"><img src="${target}"></picture>`,
  frame: (target) => `<iframe src="${target}"></iframe><object data="${target}"></object><embed src="${target}">`,
  'style sheet': (target) => `<link rel="stylesheet" href="${target}"><style>@import url("${target}");</style>`,
  'style values': (target) =>
    `<style>@font-face { font-family: q; src: url("${target}") }</style>` +
    `<p style="font-family: q; background: url('${target}'); list-style-image: url('${target}')">а</p>`,
  'resource hints': (target) =>
    `<link rel="preload" as="image" href="${target}"><link rel="dns-prefetch" href="${target}">`,
  script: (target) => `<script src="${target}"></script><script>fetch('${target}'); location = '${target}'</script>`,
  'event handlers': (target) =>
    `<img src="data:," onerror="fetch('${target}')"><svg onload="fetch('${target}')"></svg>` +
    `<details open ontoggle="fetch('${target}')"></details><input autofocus onfocus="fetch('${target}')">`,
  refresh: (target) => `<meta http-equiv="refresh" content="0; url=${target}">`,
  base: (target) => `<base href="${target}"><img src="relative.png">`,
  drawing: (target) =>
    `<svg><image href="${target}"/><use href="${target}#a"/><filter id="f"><feImage href="${target}"/></filter></svg>` +
    `<svg><foreignObject><iframe src="${target}"></iframe></foreignObject></svg>`,
  'image inside an image': (target) =>
    `<img src="data:image/svg+xml,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="${target}"/><script>fetch('${target}')</script></svg>`,
    )}">`,
  media: (target) => `<video src="${target}" poster="${target}" autoplay></video><audio src="${target}"></audio>`,
  form: (target) =>
    `<form action="${target}"><button autofocus>а</button></form><a href="${target}" ping="${target}">а</a>`,
  shadow: (target) => `<div><template shadowrootmode="open"><img src="${target}"></template></div>`,
};

it.each(Object.entries(attempts))('neither asks the network nor reads a file: %s', async (_, attempt) => {
  const targets = [`${address}/reached`, 'file:///etc/passwd', 'http://reached.example/'];
  const pdf = await pool.print(job(`<p>басы</p>${targets.map(attempt).join('')}<p>соңы</p>`));
  const text = await textOf(pdf);
  expect(text).toContain('басы');
  expect(text).toContain('соңы');
  expect(text).not.toContain('root:');
  // Whatever a document started would show in the next one on the same page.
  expect((await textOf(await pool.print(job('<p>келесі</p>')))).replaceAll(/\s/g, '')).toBe('келесі1');
  expect(asked).toEqual([]);
});

it('runs no script', async () => {
  const change = `document.body.textContent = 'ауысты'; document.title = 'ауысты'`;
  const pdf = await pool.print(job(`<p>құжат</p><script>${change}</script><img src="data:," onerror="${change}">`));
  expect(await textOf(pdf)).toContain('құжат');
  expect(await textOf(pdf)).not.toContain('ауысты');
});

it('loses no page to any of it', () => {
  expect(pool.stats()).toMatchObject({ failed: 0, retried: 0, refusedRequests: 0 });
});
