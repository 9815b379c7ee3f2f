import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { nysan, nysanHere } from './nysan.ts';

const example = projectPath('test', 'examples', 'end-user-refusal.json');
const settings = { NYSAN_DATA_DIR: newDataFolder(), NYSAN_PUBLIC_URL: 'https://verify.example.kz' };
let folder = '';
let issued: { readonly id: string; readonly verification: { readonly url: string; readonly code: string } };

/** Runs a command in the data folder of this suite: exit code, and what it printed as JSON. */
async function run(...words: readonly string[]): Promise<{ code: number; json: never; errors: string }> {
  // Only issuing needs a browser, and with it a process of its own.
  const { code, output, errors } = words[0] === 'issue' ? await nysan(words, '', settings) : await nysanHere(words);
  return { code, json: JSON.parse(output === '' ? 'null' : output) as never, errors };
}

beforeAll(async () => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  folder = await mkdtemp(join(tmpdir(), 'nysan-operator-'));
  const answer = await run('issue', 'end-user-refusal', '--language', 'kk', '--data', example);
  expect([answer.code, answer.errors]).toEqual([0, '']);
  issued = answer.json;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
  await rm(settings.NYSAN_DATA_DIR, { recursive: true });
});

test('an issued document verifies by code, by address, and offline with the published keys alone', async () => {
  const keys = join(folder, 'keys.json');
  await writeFile(keys, JSON.stringify((await run('keys', 'list')).json));
  const { code, url } = issued.verification;
  expect(url).toBe(`HTTPS://VERIFY.EXAMPLE.KZ/V/${code}`);
  expect(await run('verify', code)).toMatchObject({ code: 0, json: { state: 'valid' } });
  expect(await run('verify', url)).toMatchObject({ code: 0, json: { state: 'valid' } });
  const offline = await run('verify', code.toLowerCase(), '--offline', '--keys', keys);
  expect(offline).toMatchObject({ code: 0, json: { state: 'genuine', facts: { documentId: issued.id } } });
  const forged = code.startsWith('CE') ? code.replace(/.{6}$/, 'AAAAAA') : code;
  expect(await run('verify', forged, '--offline', '--keys', keys)).toMatchObject({
    code: 1,
    json: { state: 'forged' },
  });
});

test('a backup brings everything back, and the audit trail is whole', async () => {
  const backup = join(folder, 'backup');
  expect(await run('backup', backup)).toMatchObject({ code: 0, json: { documents: 1 } });
  const restored = join(folder, 'restored');
  expect((await run('restore', backup, '--into', restored)).code).toBe(0);
  vi.stubEnv('NYSAN_DATA_DIR', restored);
  expect(await run('verify', issued.verification.code)).toMatchObject({ code: 0, json: { state: 'valid' } });
  vi.stubEnv('NYSAN_DATA_DIR', settings.NYSAN_DATA_DIR);
  expect(await run('audit', 'verify')).toMatchObject({ code: 0, json: { kind: 'intact' } });
});

test('keys rotate and old codes stay good; a compromised key makes the codes of that day forged', async () => {
  expect((await run('keys', 'rotate')).code).toBe(0);
  expect(await run('verify', issued.verification.code)).toMatchObject({ json: { state: 'valid' } });
  const from = new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
  expect((await run('keys', 'compromised', '1', '--from', from)).code).toBe(0);
  expect(await run('verify', issued.verification.code)).toMatchObject({ code: 1, json: { state: 'forged' } });
});

test('a revoked document is revoked, a purged one keeps its record', async () => {
  const again = await run('issue', 'end-user-refusal', '--language', 'kk', '--data', example, '--number', 'KZ-2');
  // The example brings a number of its own: the two must agree.
  expect(again).toMatchObject({ code: 1, json: { code: 'payload-invalid' } });
  const data = join(folder, 'second.json');
  const payload = JSON.parse(await readFile(example, 'utf8')) as Record<string, unknown>;
  await writeFile(data, JSON.stringify({ ...payload, number: 'KZ-2' }));
  const second = (await run('issue', 'end-user-refusal', '--language', 'kk', '--data', data)).json as typeof issued;
  expect((await run('revoke', second.id, '--reason', 'mistake')).code).toBe(0);
  expect((await run('revoke', second.id, '--reason', 'again')).code).toBe(1);
  expect(await run('verify', second.verification.code)).toMatchObject({ code: 1, json: { state: 'revoked' } });
  expect((await run('purge', second.id, '--reason', 'term')).code).toBe(0);
  expect(await run('verify', second.verification.code)).toMatchObject({ json: { state: 'revoked' } });
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  expect(await run('purge', '--issued-before', tomorrow, '--reason', 'term')).toMatchObject({ json: { purged: 1 } });
});

test('issuers and API keys are added, listed and revoked; a secret is shown once', async () => {
  const names = ['--name-kk', 'Палата', '--name-ru', 'Палата'];
  expect((await run('issuer', 'add', '--id', 'astana', '--bin', '081140004568', '--code', '101', ...names)).code).toBe(
    0,
  );
  const key = await run('api-key', 'new', '--issuer', 'astana', '--scope', 'render,issue', '--name', 'accounts');
  expect(key).toMatchObject({ code: 0, json: { issuer: 'astana', scopes: ['render', 'issue'] } });
  const listed = JSON.stringify((await run('api-key', 'list')).json);
  expect(listed).toContain('accounts');
  expect(listed).not.toContain((key.json as { secret: string }).secret);
  expect((await run('api-key', 'revoke', (key.json as { id: string }).id, '--issuer', 'astana')).code).toBe(0);
});
