import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { hashPassword } from '../../src/people/password.ts';
import type { Person } from '../../src/people/person.ts';
import { askSignedIn, atRegistry, newSignedInPerson, operator } from '../support/people.ts';

const password = 'жеті рет өлше';
const login = `aigul.${randomBytes(4).toString('hex')}`;
let person: Person;
beforeAll(async () => {
  const passwordHash = await hashPassword(password);
  person = await atRegistry((registry) =>
    registry.addPerson(
      { issuer: 'main', login, name: 'Айгүл', scopes: ['issue'], passwordHash, openidSubject: null },
      operator,
    ),
  );
});

/** Sends a form as a page of the service does. */
function submit(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${inject('serviceUrl')}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Accept-Language': 'ru', ...headers },
    body: new URLSearchParams(fields),
  });
}

/** The session that an answer gives. */
function sessionIn(answer: Response): string | undefined {
  return /^nysan_session=([\w-]{43});/.exec(answer.headers.getSetCookie()[0] ?? '')?.[1];
}

describe('signing in', () => {
  test('gives a cookie that scripts and other sites do not get, and goes on where it was begun', async () => {
    const answer = await submit('/sign-in', { login: login.toUpperCase(), password, next: '/documents?state=valid' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/documents?state=valid']);
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
    const session = await askSignedIn(sessionIn(answer) ?? '', '/v1/session');
    expect(await session.json()).toMatchObject({ person: { id: person.id, login } });
  });

  test('goes nowhere else', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-in']) {
      const page = await fetch(`${inject('serviceUrl')}/sign-in?next=${encodeURIComponent(next)}`);
      expect(await page.text()).toContain('name="next" value="/"');
    }
    const answer = await submit('/sign-in', { login, password, next: '//evil.example' });
    expect(answer.headers.get('Location')).toBe('/');
  });

  test('ends the session that the browser had', async () => {
    const before = await newSignedInPerson();
    const answer = await submit('/sign-in', { login, password }, { Cookie: `nysan_session=${before.session}` });
    expect(answer.status).toBe(303);
    expect((await askSignedIn(before.session, '/v1/session')).status).toBe(401);
  });

  test('tells nobody whether it was the login or the password', async () => {
    const disabled = await newSignedInPerson();
    const attempts = [
      { login, password: 'семь раз отмерь' },
      { login: 'nobody.here', password },
      { login: disabled.person.login, password },
      { login: '', password: '' },
    ];
    const pages = await Promise.all(
      attempts.map(async (attempt) => {
        const answer = await submit('/sign-in', attempt);
        expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
        const html = await answer.text();
        expect(html).toContain('Неверный логин или пароль.');
        if (attempt.password !== '') expect(html).not.toContain(attempt.password);
        return html.replace(`value="${attempt.login}"`, 'value=""');
      }),
    );
    // The last has no login: the cursor stands elsewhere.
    expect(new Set(pages.slice(0, 3)).size).toBe(1);
  });

  test('works for a login that nobody has too', async () => {
    const start = performance.now();
    await (await submit('/sign-in', { login: 'no.such.person', password: 'неверный пароль' })).text();
    // No machine computes what a password costs in less; without it, an answer takes a few milliseconds.
    expect(performance.now() - start).toBeGreaterThan(40);
  });

  test('is refused to who is disabled', async () => {
    await atRegistry((registry) => registry.disablePerson(person.id, operator));
    expect((await submit('/sign-in', { login, password })).status).toBe(403);
    await atRegistry((registry) => registry.enablePerson(person.id, operator));
    expect((await submit('/sign-in', { login, password })).status).toBe(303);
  });

  test('is refused to forms of other sites, and to forms that are none', async () => {
    const foreign = await submit('/sign-in', { login, password }, { 'Sec-Fetch-Site': 'cross-site' });
    expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
    expect(await foreign.text()).toContain('отправлена с другого сайта');
    const large = await submit('/sign-in', { login, password: 'x'.repeat(5000) });
    expect(large.status).toBe(413);
    expect(await large.text()).toContain('Заполните её ещё раз');
  });

  test('asks who is signed in for nothing', async () => {
    const { session } = await newSignedInPerson();
    const answer = await askSignedIn(session, '/sign-in?next=/documents');
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/documents']);
  });

  test('makes no second first user', async () => {
    for (const answer of [
      await fetch(`${inject('serviceUrl')}/first-user?next=/documents`, { redirect: 'manual' }),
      await submit('/first-user', { code: 'AAAAA-AAAAA', next: '/documents' }),
    ]) {
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in?next=%2Fdocuments']);
    }
  });
});

describe('the page', () => {
  test.each([
    ['kk', 'Жүйеге кіру'],
    ['ru', 'Вход'],
    ['en', 'Sign in'],
  ])('speaks %s', async (language, title) => {
    const answer = await fetch(`${inject('serviceUrl')}/sign-in?language=${language}&next=/documents`);
    const html = await answer.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain('next=%2Fdocuments&amp;language=kk');
  });

  test('is kept by nobody, and sends its form to the service alone', async () => {
    const { headers } = await fetch(`${inject('serviceUrl')}/sign-in`);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Content-Security-Policy')).toContain("form-action 'self'");
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
    // A page without a referrer sends forms without an origin: they could not be told from those of others.
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
  });
});

describe('signing out', () => {
  test('ends the session, here and at the browser', async () => {
    const { session } = await newSignedInPerson();
    const answer = await askSignedIn(session, '/sign-out', { method: 'POST' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in']);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^nysan_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await askSignedIn(session, '/v1/session')).status).toBe(401);
  });

  test('is done by nobody else', async () => {
    const { session } = await newSignedInPerson();
    const foreign = { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } };
    expect((await askSignedIn(session, '/sign-out', foreign)).status).toBe(403);
    expect((await askSignedIn(session, '/sign-out')).status).toBe(405);
    expect((await askSignedIn(session, '/v1/session')).status).toBe(200);
  });
});
