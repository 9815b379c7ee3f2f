import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readConfiguration } from '../../src/config.ts';
import { bootstrapKey } from '../../src/http/keys.ts';
import { localAddress } from '../../src/issuing/office.ts';
import { verificationUrl } from '../../src/trust/code/verification-url.ts';
import { newDataFolder, runToEnd, serve } from './served.ts';

const folders: string[] = [];

function dataFolder(): string {
  const folder = newDataFolder();
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function accepts(url: string, key: string): Promise<number> {
  return (await fetch(`${url}/v1/forms`, { headers: { Authorization: `Bearer ${key}` } })).status;
}

test.each([
  ['NYSAN_PORT', 'eighty'],
  ['NYSAN_PORT', '65536'],
  ['NYSAN_PORT', '80.5'],
  ['NYSAN_PAGES', '0'],
  ['NYSAN_QUEUE_LIMIT', '-1'],
  ['NYSAN_LONGEST_WAIT', '0'],
  ['NYSAN_RENDER_TIMEOUT', '30s'],
  ['NYSAN_LOG_LEVEL', 'loud'],
  ['NYSAN_PUBLIC_URL', 'not a url'],
  ['NYSAN_PUBLIC_URL', 'http://example.kz'],
  ['NYSAN_PUBLIC_URL', 'https://example.kz/a_b'],
  ['NYSAN_PUBLIC_URL', 'https://example.kz/?page=1'],
  ['NYSAN_BOOTSTRAP_KEY', 'short'],
  ['NYSAN_BOOTSTRAP_KEY', 'with a space in it'],
])('a setting that makes no sense is named: %s=%s', (name, value) => {
  expect(() => readConfiguration({ [name]: value })).toThrow(name);
});

test('a service with such a setting does not start', async () => {
  const { code, errors, output } = await runToEnd({ NYSAN_PAGES: 'many' });
  expect(code).toBeGreaterThan(0);
  expect(errors).toContain('NYSAN_PAGES must be a whole number from 1 to 32');
  expect(output).toBe('');
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8080'],
  ['0.0.0.0', 'http://localhost:8080'],
  ['::', 'http://localhost:8080'],
  ['203.0.113.5', 'http://localhost:8080'],
  ['my_host', 'http://localhost:8080'],
])('without a public address the codes of a service at %s lead to %s', (host, address) => {
  const local = localAddress(readConfiguration({ NYSAN_HOST: host }));
  expect(local).toBe(address);
  expect(verificationUrl(local, new Uint8Array(102))).toContain(address.toUpperCase());
});

test('an empty setting is as good as none', () => {
  expect(readConfiguration({ NYSAN_PORT: '', NYSAN_HOST: '', NYSAN_LOG_LEVEL: '' })).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    logLevel: 'info',
  });
});

test('the first start makes a key, shows it once and keeps it for its owner alone', async () => {
  const folder = dataFolder();
  const environment = { NYSAN_DATA_DIR: folder, NYSAN_BOOTSTRAP_KEY: '' };
  const first = await serve(environment);
  await expect.poll(() => first.output()).toMatch(/API key.*: nysan_\S+\n/);
  const key = /nysan_\S+/.exec(first.output())?.[0] ?? '';
  expect(key).toMatch(/^nysan_[\w-]{43}$/);
  expect(await accepts(first.url, key)).toBe(200);
  expect(await accepts(first.url, `${key}x`)).toBe(401);
  expect((await first.stop()).output.split(key)).toHaveLength(2);
  const file = join(folder, 'bootstrap.key');
  expect(readFileSync(file, 'utf8')).toBe(`${key}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o077).toBe(0);

  const second = await serve(environment);
  expect(await accepts(second.url, key)).toBe(200);
  const { output } = await second.stop();
  expect(output).toContain('listens at');
  expect(output).not.toMatch(/nysan_/);
});

test('a key file that lost its key lets nobody in', async () => {
  const folder = dataFolder();
  writeFileSync(join(folder, 'bootstrap.key'), '\n');
  const configuration = readConfiguration({ NYSAN_DATA_DIR: folder });
  await expect(bootstrapKey(configuration)).rejects.toThrow('bootstrap.key holds no key');
});

test('a port that is taken ends the start, with nothing left behind', async () => {
  const first = await serve();
  const { code, errors } = await runToEnd({ NYSAN_PORT: new URL(first.url).port });
  expect(code).toBeGreaterThan(0);
  expect(errors).toContain('EADDRINUSE');
  expect((await first.stop()).code).toBe(0);
});
