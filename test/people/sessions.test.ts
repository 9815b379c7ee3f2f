import { describe, expect, inject, test } from 'vitest';
import type { IssuedDocument } from '../issuing/answers.ts';
import { newIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import { expectContract } from '../support/contract.ts';
import { askSignedIn, atRegistry, newSignedInPerson, operator } from '../support/people.ts';
import { testKey } from '../support/service.ts';

const issuer = await newIssuer('110');
const clerk = await newSignedInPerson({ issuer: issuer.issuer.id });

function post(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function refusalOf(answer: Response): Promise<string> {
  const { status, code } = (await answer.json()) as { readonly status: number; readonly code: string };
  return `${status} ${code}`;
}

test('/v1/session tells who is signed in, for whom, and what they may do', async () => {
  const answer = await askSignedIn(clerk.session, '/v1/session');
  await expectContract('GET', '/v1/session', answer.clone());
  expect(await answer.json()).toEqual({
    person: { id: clerk.person.id, name: 'Айгүл Серікқызы', login: clerk.person.login },
    issuer: { id: issuer.issuer.id, name: issuer.issuer.name },
    scopes: ['render', 'issue', 'revoke', 'sign', 'admin'],
  });
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
});

test.each([
  ['nobody', {}, '401 key-missing'],
  ['a session that never was', { Cookie: `nysan_session=${'A'.repeat(43)}` }, '401 session-missing'],
  ['what is no session', { Cookie: 'nysan_session=x; language=ru' }, '401 key-missing'],
  ['the bearer of a key', { Authorization: `Bearer ${testKey}` }, '401 session-missing'],
  [
    'the bearer of a wrong key, signed in or not',
    { Authorization: 'Bearer wrong', Cookie: `nysan_session=${clerk.session}` },
    '401 key-unknown',
  ],
] as const)('%s is told so by /v1/session', async (_, headers, refusal) => {
  const answer = await fetch(`${inject('serviceUrl')}/v1/session`, { headers });
  await expectContract('GET', '/v1/session', answer.clone());
  expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  expect(await refusalOf(answer)).toBe(refusal);
});

describe('who is signed in', () => {
  test('issues for their own organisation; record and audit trail name them', async () => {
    const answer = await askSignedIn(clerk.session, '/v1/documents', post(orderOf('end-user-refusal')));
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as IssuedDocument;
    const revocation = post({ reason: 'Ошибка в адресе' });
    expect((await askSignedIn(clerk.session, `/v1/documents/${id}/revocation`, revocation)).status).toBe(200);
    // The key of the same issuer sees what she did, and who did it.
    expect((await issuer.desk.record(id)).events).toMatchObject([{ kind: 'revoke', actor: 'Айгүл Серікқызы' }]);
    const trail = (await atRegistry((registry) => registry.audit(0, 100_000))).map(
      ({ event }) => JSON.parse(event) as { subject: string; action: string; actor: unknown },
    );
    const actor = { id: clerk.person.id, name: 'Айгүл Серікқызы' };
    expect(trail.filter(({ subject }) => subject === id)).toMatchObject([
      { action: 'document-issued', actor },
      { action: 'document-revoked', actor },
    ]);
  });

  test('does what their scopes allow, and no more', async () => {
    const { session } = await newSignedInPerson({ issuer: issuer.issuer.id, scopes: ['render'] });
    expect((await askSignedIn(session, '/v1/forms')).status).toBe(200);
    const answer = await askSignedIn(session, '/v1/documents', post(orderOf('end-user-refusal')));
    expect(await refusalOf(answer)).toBe('403 scope-missing');
  });

  test('is signed in no more the moment they are disabled', async () => {
    const { session, person } = await newSignedInPerson();
    expect((await askSignedIn(session, '/v1/forms')).status).toBe(200);
    await atRegistry((registry) => registry.disablePerson(person.id, operator));
    expect(await refusalOf(await askSignedIn(session, '/v1/forms'))).toBe('401 session-missing');
  });

  test('is named on no page that anybody may see', async () => {
    const answer = await askSignedIn(clerk.session, '/v1/documents', post(orderOf('end-user-refusal')));
    const { id, verification } = (await answer.json()) as IssuedDocument;
    await askSignedIn(clerk.session, `/v1/documents/${id}/revocation`, post({ reason: 'Ошибка' }));
    for (const path of [`/V/${verification.code}`, `/v1/verifications/${verification.code}`, '/v1/status-list']) {
      const page = await (await fetch(`${inject('serviceUrl')}${path}`)).text();
      for (const text of [clerk.person.name, clerk.person.login, clerk.person.id]) expect(page).not.toContain(text);
    }
  });
});

describe('a change in the name of who is signed in', () => {
  const host = new URL(inject('serviceUrl')).host;
  const validate = '/v1/forms/end-user-refusal/validate';

  test.each([
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['a page of a neighbour', { 'Sec-Fetch-Site': 'same-site', Origin: `http://evil.${host}` }],
    ['no page', { 'Sec-Fetch-Site': 'none' }],
    ['an old browser on another site', { Origin: 'https://evil.example' }],
    ['a page that says nothing of itself', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a program', {}],
  ])('is refused when it comes from %s', async (_, headers) => {
    const request = post({}, { Cookie: `nysan_session=${clerk.session}`, ...headers });
    const answer = await fetch(`${inject('serviceUrl')}${validate}`, request);
    await expectContract('POST', validate, answer.clone());
    expect(await refusalOf(answer)).toBe('403 cross-site');
  });

  test.each([
    ['a page of ours', { 'Sec-Fetch-Site': 'same-origin' }],
    ['a page of ours in an old browser, or without TLS', { Origin: `http://${host}` }],
  ])('is taken when it comes from %s', async (_, headers) => {
    const request = post({}, { Cookie: `nysan_session=${clerk.session}`, ...headers });
    expect(await refusalOf(await fetch(`${inject('serviceUrl')}${validate}`, request))).toBe('422 payload-invalid');
  });

  test('needs no page with a key', async () => {
    const request = post({}, { Authorization: `Bearer ${testKey}`, Origin: 'https://erp.example' });
    expect(await refusalOf(await fetch(`${inject('serviceUrl')}${validate}`, request))).toBe('422 payload-invalid');
  });
});
