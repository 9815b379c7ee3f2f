import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { serve, type Served } from '../reliability/served.ts';
import { newDataFolder } from '../support/data-folder.ts';

const dataFolder = newDataFolder();
const settings = { NYSAN_DATA_DIR: dataFolder, NYSAN_LOG_LEVEL: 'debug', NYSAN_PROXIES: '1' };
const password = 'жеті рет өлше';
const typed = { name: 'Айгүл  Серікқызы', login: 'Aigul.S', password, again: password };
let service: Served;
let written = '';
let session = '';

beforeAll(async () => {
  service = await serve(settings);
});

afterAll(async () => {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

function codeShown(): string {
  return /type the code ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(service.output())?.[1] ?? '';
}

/** Sends a form from an address, as the proxy in front says. */
function submit(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Accept-Language': 'ru', 'X-Forwarded-For': '192.0.2.1', ...headers },
    body: new URLSearchParams(fields),
  });
}

function open(path: string): Promise<Response> {
  return fetch(`${service.url}${path}`, { redirect: 'manual', headers: { Cookie: `nysan_session=${session}` } });
}

test('while nobody can sign in, everything leads to the page of the first user', async () => {
  expect((await open('/documents')).headers.get('Location')).toBe('/sign-in?next=%2Fdocuments');
  expect((await open('/sign-in?next=/documents')).headers.get('Location')).toBe('/first-user?next=%2Fdocuments');
  const page = await open('/first-user');
  expect(page.status).toBe(200);
  expect(await page.text()).not.toContain(codeShown());
});

test('without the code nobody is made, and nobody guesses it', async () => {
  const statuses: number[] = [];
  let last: Response | null = null;
  for (let attempt = 0; attempt < 31; attempt += 1) {
    last = await submit('/first-user', { ...typed, code: 'AAAAA-AAAAA' });
    statuses.push(last.status);
  }
  expect(statuses).toEqual([...Array<number>(30).fill(422), 429]);
  expect(Number(last?.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(Number(last?.headers.get('Retry-After'))).toBeLessThanOrEqual(900);
  expect(await last?.text()).toContain('Слишком много неудачных попыток');
  // The right one does not help this address now.
  expect((await submit('/first-user', { ...typed, code: codeShown() })).status).toBe(429);
});

test('what is wrong is said of each field, and what is right need not be typed again', async () => {
  const wrong = { code: codeShown(), name: '', login: 'ай', password: 'short', again: 'other' };
  const answer = await submit('/first-user', wrong, { 'X-Forwarded-For': '192.0.2.2' });
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
  expect(html).toContain('Пароль слишком короткий: нужно не меньше 10 знаков.');
  expect(html).toContain(`value="${codeShown()}"`);
  expect(html).not.toContain('value="short"');
  const differing = { ...typed, code: codeShown(), again: `${password}!` };
  const again = await submit('/first-user', differing, { 'X-Forwarded-For': '192.0.2.2' });
  expect(await again.text()).toContain('Пароли не совпали');
});

test('with the code the first user is made once, with every scope, and is signed in', async () => {
  const order = { ...typed, code: codeShown().toLowerCase().replace('-', ' '), next: '/documents' };
  const proxied = { 'X-Forwarded-For': '192.0.2.3', 'X-Forwarded-Proto': 'https' };
  const both = await Promise.all([submit('/first-user', order, proxied), submit('/first-user', order, proxied)]);
  expect(both.map(({ headers }) => headers.get('Location')).sort()).toEqual([
    '/documents',
    '/sign-in?next=%2Fdocuments',
  ]);
  const [cookie = ''] = both.flatMap(({ headers }) => headers.getSetCookie());
  session = /^nysan_session=([\w-]{43});/.exec(cookie)?.[1] ?? '';
  // The proxy in front speaks TLS with the browser.
  expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  expect(await (await open('/v1/session')).json()).toMatchObject({
    person: { login: 'aigul.s', name: 'Айгүл Серікқызы' },
    issuer: { id: 'main' },
    scopes: ['render', 'issue', 'revoke', 'sign', 'admin'],
  });
  const late = await submit('/first-user', { ...order, login: 'other' }, { 'X-Forwarded-For': '192.0.2.4' });
  expect([late.status, late.headers.get('Location')]).toEqual([303, '/sign-in?next=%2Fdocuments']);
});

test('one login can be guessed at ten times, wherever from; others sign in meanwhile', async () => {
  const attempts = Array.from({ length: 10 }, (_, at) =>
    submit('/sign-in', { login: 'guessed', password: 'x' }, { 'X-Forwarded-For': `198.51.100.${at}` }),
  );
  expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual(Array(10).fill(403));
  const refused = await submit('/sign-in', { login: 'GUESSED ', password: 'x' }, { 'X-Forwarded-For': '203.0.113.1' });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  const right = { login: typed.login, password };
  expect((await submit('/sign-in', right, { 'X-Forwarded-For': '203.0.113.1' })).status).toBe(303);
});

test('a session survives a restart, and the start shows no code any more', async () => {
  written += (await service.stop()).output;
  service = await serve({ ...settings, NYSAN_PUBLIC_URL: 'https://forms.example.kz', NYSAN_PROXIES: '0' });
  expect((await open('/v1/session')).status).toBe(200);
  expect(codeShown()).toBe('');
});

test('behind an address with TLS the cookie travels over TLS alone, and pages of that address are ours', async () => {
  const form = new URLSearchParams({ login: typed.login, password });
  const signIn = (origin: string) =>
    fetch(`${service.url}/sign-in`, { method: 'POST', redirect: 'manual', headers: { Origin: origin }, body: form });
  const answer = await signIn('https://forms.example.kz');
  expect([answer.status, answer.headers.getSetCookie()[0]?.includes('; Secure')]).toEqual([303, true]);
  expect((await signIn('https://forms.example.kz.evil.example')).status).toBe(403);
});

test('nothing of names, logins, passwords and sessions is in the log; the database has no secret', async () => {
  written += (await service.stop()).output;
  expect(written).toContain('"route":"/first-user"');
  const token = Buffer.from(session, 'base64url');
  expect(token).toHaveLength(32);
  for (const text of ['Айгүл', 'igul.', 'guessed', password, encodeURIComponent(password), session, 'AAAAA-AAAAA']) {
    expect(written).not.toContain(text);
  }
  for (const name of ['registry.sqlite', 'registry.sqlite-wal']) {
    const bytes = readIfThere(join(dataFolder, name));
    for (const secret of [password, session, token]) expect(bytes.includes(secret)).toBe(false);
  }
  const registry = await openRegistry({ dataFolder });
  try {
    expect((await registry.personByLogin('aigul.s'))?.passwordHash).toMatch(/^\$scrypt\$/);
    const events = (await registry.audit(0, 1000)).map(({ event }) => event);
    expect(events.filter((event) => event.includes('"action":"person-added"'))).toHaveLength(1);
    expect(events.filter((event) => event.includes('"action":"sign-in-failed"'))).toHaveLength(10);
    expect(events.join()).not.toMatch(/guessed|igul\./);
  } finally {
    await registry.close();
  }
});

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // What was in the log may be in the database already.
    return Buffer.alloc(0);
  }
}
