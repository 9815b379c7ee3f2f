import { rm } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/config.ts';
import { hashPassword } from '../../src/people/password.ts';
import type { NewPerson } from '../../src/people/person.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { atRegistry, operator } from '../support/people.ts';
import { answered, Reader, textOf, violations } from '../web/browser.ts';
import { freePort, startProvider, type TestProvider } from './openid-provider.ts';

const password = 'жеті рет өлше';
const subject = '3f0c5a1e-aigul';
const dataFolder = newDataFolder();
let reader: Reader;
let provider: TestProvider;
let service: ChildService;
let person: string;

beforeAll(async () => {
  const [port, providerPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const client = {
    client_id: 'nysan',
    client_secret: 'secret: 100 %+/',
    redirect_uris: [`${address}/sign-in/openid/return`],
  };
  provider = await startProvider([client], providerPort);
  service = await startChildService({
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_PORT: String(port),
    NYSAN_PUBLIC_URL: address,
    NYSAN_OIDC_ISSUER: provider.issuer,
    NYSAN_OIDC_CLIENT_ID: client.client_id,
    NYSAN_OIDC_CLIENT_SECRET: client.client_secret,
    NYSAN_OIDC_NAME: 'eGov Mobile',
  });
  const passwordHash = await hashPassword(password);
  ({ id: person } = await added({ login: 'aigul', name: 'Айгүл', passwordHash, openidSubject: subject }));
  reader = await Reader.open();
});

afterAll(async () => {
  await reader.close();
  await service.stop();
  await provider.stop();
  await rm(dataFolder, { recursive: true });
});

function added(changes: Pick<NewPerson, 'login' | 'name' | 'passwordHash' | 'openidSubject'>) {
  return atRegistry(
    (registry) => registry.addPerson({ issuer: 'main', scopes: ['render', 'issue'], ...changes }, operator),
    dataFolder,
  );
}

/** Who is signed in, as the page that is open is told. */
function sessionOf(page: Page): Promise<{ readonly status: number; readonly person?: { readonly id: string } }> {
  return page.evaluate(async () => {
    const answer = await fetch('/v1/session');
    return { status: answer.status, ...((await answer.json()) as object) };
  });
}

/** Says at the provider who one is, and agrees. */
async function proveToBe(page: Page, name: string): Promise<number> {
  await page.type('input[name=login]', name);
  await page.type('input[name=password]', 'anything');
  await answered(page, () => page.click('button[type=submit]'));
  return answered(page, () => page.click('button[type=submit]'));
}

/** Goes from the page where people sign in to the provider. */
function toProvider(page: Page): Promise<number> {
  return answered(page, () => page.click('main a.button'));
}

describe('signing in with an account elsewhere', () => {
  test('leads to the provider and back to where it was begun, with a cookie that other sites never get', () =>
    reader.visit(`${service.url}/sign-in?next=${encodeURIComponent('/documents?state=valid')}`, async ({ page }) => {
      expect(await textOf(page, 'main a.button')).toBe('Войти через eGov Mobile');
      expect(await toProvider(page)).toBe(200);
      expect(new URL(page.url()).origin).toBe(provider.issuer);
      await proveToBe(page, subject);
      await page.waitForFunction("location.pathname === '/documents' && document.readyState === 'complete'");
      expect(new URL(page.url()).search).toBe('?state=valid');
      expect(await sessionOf(page)).toMatchObject({ status: 200, person: { id: person } });
      const cookies = await page.browserContext().cookies();
      expect(cookies.filter(({ name }) => name.startsWith('nysan'))).toMatchObject([
        { name: 'nysan_session', httpOnly: true, sameSite: 'Strict' },
      ]);
    }));

  test('adds nobody: who has not been added is told what to tell the administrator', () =>
    reader.visit(`${service.url}/sign-in`, async ({ page }) => {
      await toProvider(page);
      expect(await proveToBe(page, 'somebody else')).toBe(403);
      expect(await textOf(page)).toContain('somebody else');
      expect(await violations(page)).toEqual([]);
      expect((await sessionOf(page)).status).toBe(401);
      expect(await atRegistry((registry) => registry.personByOpenid('somebody else'), dataFolder)).toBeNull();
    }));

  test('is not for people who were disabled', async () => {
    const { id } = await added({ login: 'daulet', name: 'Дәулет', passwordHash: null, openidSubject: 'daulet' });
    await atRegistry((registry) => registry.disablePerson(id, operator), dataFolder);
    await reader.visit(`${service.url}/sign-in`, async ({ page }) => {
      await toProvider(page);
      expect(await proveToBe(page, 'daulet')).toBe(403);
      expect((await sessionOf(page)).status).toBe(401);
    });
  });

  test('may be given up at the provider', () =>
    reader.visit(`${service.url}/sign-in`, async ({ page }) => {
      await toProvider(page);
      expect(await answered(page, () => page.click('a[href$="/abort"]'))).toBe(403);
      expect(await textOf(page, 'h1')).toBe('Вход не подтверждён');
      await answered(page, () => page.click('main a.button'));
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    }));

  test('goes on in a window beside another one', () =>
    reader.visit(`${service.url}/sign-in?next=/documents`, async ({ page }) => {
      await toProvider(page);
      const other = await page.browserContext().newPage();
      await other.goto(`${service.url}/sign-in/openid`);
      await other.close();
      await proveToBe(page, subject);
      await page.waitForFunction("location.pathname === '/documents'");
    }));
});

/** Comes to the service without a browser; what it gives to keep, and where it leads. */
async function begun(at = service.url) {
  const answer = await fetch(`${at}/sign-in/openid?next=/documents`, { redirect: 'manual' });
  const [cookie = ''] = answer.headers.getSetCookie();
  return { answer, cookie, location: new URL(answer.headers.get('Location') ?? '', service.url) };
}

function returned(query: string, cookie = ''): Promise<Response> {
  return fetch(`${service.url}/sign-in/openid/return?${query}`, { headers: { Cookie: cookie.split(';')[0] ?? '' } });
}

describe('the way to the provider and back', () => {
  test('is one of code, PKCE, state and nonce; what the browser keeps opens nothing and ends soon', async () => {
    const { answer, cookie, location } = await begun();
    expect(answer.status).toBe(303);
    const asked = Object.fromEntries(location.searchParams);
    expect(asked).toMatchObject({ response_type: 'code', scope: 'openid', code_challenge_method: 'S256' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(asked['redirect_uri']).toBe(`${service.url}/sign-in/openid/return`);
    expect(cookie).toMatch(/; Max-Age=900; Path=\/sign-in\/openid; .*HttpOnly; SameSite=Lax$/);
    const again = await begun();
    expect(again.location.searchParams.get('state')).not.toBe(asked['state']);
  });

  test('begins at the address that it leads back to, whatever name the service was reached by', async () => {
    const { answer, location } = await begun(service.url.replace('127.0.0.1', 'localhost'));
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(location.href).toBe(`${service.url}/sign-in/openid?next=%2Fdocuments&moved=1`);
    const moved = await fetch(location.href.replace('127.0.0.1', 'localhost'), { redirect: 'manual' });
    expect(new URL(moved.headers.get('Location') ?? '').origin).toBe(provider.issuer);
  });

  test('is not for who has not begun it in this browser', async () => {
    const { cookie, location } = await begun();
    const other = await begun();
    const state = location.searchParams.get('state') ?? '';
    const iss = encodeURIComponent(provider.issuer);
    for (const [query, kept] of [
      ['', cookie],
      [`state=${state}&code=x&iss=${iss}`, ''],
      [`state=${state}&code=x&iss=${iss}`, other.cookie],
      [`state=${other.location.searchParams.get('state') ?? ''}&code=x&iss=${iss}`, cookie],
      [`state=${state}&code=x&iss=${iss}`, cookie.replace(/=.*/, '=eyJ9')],
      [`state=${state}&state=${state}&code=x`, cookie],
    ] as const) {
      const answer = await returned(query, kept);
      expect([answer.status, answer.headers.getSetCookie().filter((one) => one.startsWith('nysan_session'))]).toEqual([
        400,
        [],
      ]);
    }
  });

  test('proves nothing with a code or an issuer of somebody else', async () => {
    for (const issuer of [provider.issuer, 'https://evil.example']) {
      const { cookie, location } = await begun();
      const state = location.searchParams.get('state') ?? '';
      const answer = await returned(`state=${state}&code=x&iss=${encodeURIComponent(issuer)}`, cookie);
      expect(answer.status).toBe(502);
      expect(answer.headers.getSetCookie().filter((one) => one.startsWith('nysan_session'))).toEqual([]);
    }
  });
});

describe('a provider that knows no secret of the service', () => {
  let other: TestProvider;
  let own: ChildService;
  const folder = newDataFolder();

  beforeAll(async () => {
    const [port, providerPort] = [await freePort(), await freePort()];
    const address = `http://127.0.0.1:${port}`;
    const client = {
      client_id: 'nysan',
      token_endpoint_auth_method: 'none',
      redirect_uris: [`${address}/sign-in/openid/return`],
    } as const;
    other = await startProvider([{ ...client, redirect_uris: [...client.redirect_uris] }], providerPort);
    own = await startChildService({
      NYSAN_DATA_DIR: folder,
      NYSAN_PORT: String(port),
      NYSAN_PUBLIC_URL: address,
      NYSAN_OIDC_ISSUER: other.issuer,
      NYSAN_OIDC_CLIENT_ID: client.client_id,
    });
    const someone = { issuer: 'main', login: 'aigul', name: 'Айгүл', scopes: ['render'] } as const;
    const passwordHash = await hashPassword(password);
    const known: NewPerson = { ...someone, passwordHash, openidSubject: subject };
    await atRegistry((registry) => registry.addPerson(known, operator), folder);
  });

  afterAll(async () => {
    await own.stop();
    await rm(folder, { recursive: true });
  });

  test('signs people in; while it is away, they are told so and sign in with their passwords', () =>
    reader.visit(
      `${own.url}/sign-in`,
      async ({ page }) => {
        expect(await textOf(page, 'main a.button')).toBe('Ұйым тіркелгісімен кіру');
        await toProvider(page);
        await proveToBe(page, subject);
        await page.waitForFunction("location.pathname === '/' && document.readyState === 'complete'");
        expect((await sessionOf(page)).status).toBe(200);
        const begunBefore = await begun(own.url);
        await other.stop();

        const state = begunBefore.location.searchParams.get('state') ?? '';
        const back = await fetch(
          `${own.url}/sign-in/openid/return?state=${state}&code=x&iss=${encodeURIComponent(other.issuer)}`,
          { headers: { Cookie: begunBefore.cookie.split(';')[0] ?? '' } },
        );
        expect(back.status).toBe(503);

        await page.browserContext().deleteMatchingCookies({ name: 'nysan_session', url: own.url });
        await page.goto(`${own.url}/sign-in`);
        expect(await toProvider(page)).toBe(503);
        expect(await textOf(page, 'h1')).toBe('Сыртқы кіру қызметі жауап бермейді');
        expect(await violations(page)).toEqual([]);
        await answered(page, () => page.click('main a.button'));
        await page.type('input[name=login]', 'aigul');
        await page.type('input[name=password]', password);
        expect(await answered(page, () => page.click('button.primary'))).toBe(200);
        expect((await sessionOf(page)).status).toBe(200);
      },
      { language: 'kk' },
    ));
});

describe('the settings', () => {
  const complete = {
    NYSAN_PUBLIC_URL: 'https://nysan.example',
    NYSAN_OIDC_ISSUER: 'https://idp.example/realms/chamber',
    NYSAN_OIDC_CLIENT_ID: 'nysan',
  };

  test('may be absent, or of a public client', () => {
    expect(readConfiguration({}).openid).toBeNull();
    expect(readConfiguration(complete).openid).toMatchObject({
      clientSecret: null,
      name: null,
      returnAddress: new URL('https://nysan.example/sign-in/openid/return'),
    });
  });

  test.each([
    ['NYSAN_OIDC_ISSUER', ''],
    ['NYSAN_OIDC_ISSUER', 'idp.example'],
    ['NYSAN_OIDC_ISSUER', 'http://idp.example'],
    ['NYSAN_OIDC_CLIENT_ID', ''],
    ['NYSAN_PUBLIC_URL', ''],
    ['NYSAN_OIDC_NAME', 'e'.repeat(61)],
  ])('are refused with a wrong %s «%s»', (name, value) => {
    expect(() => readConfiguration({ ...complete, [name]: value })).toThrow(name);
  });
});
