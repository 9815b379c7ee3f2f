import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import { type Desk, newIssuer, type TestIssuer } from '../issuing/desk.ts';
import { askSignedIn, atRegistry, newSignedInPerson } from '../support/people.ts';

const draft = {
  form: 'end-user-refusal',
  title: '',
  language: 'kk',
  payload: { applicant: { name: { kk: '«Ертіс» ЖШС' } } },
};
const isNew = { 'If-None-Match': '*' };
let issuer: TestIssuer;
let desk: Desk;

beforeAll(async () => {
  issuer = await newIssuer();
  ({ desk } = issuer);
});

function put(id: string, body: unknown, headers: Readonly<Record<string, string>>, at = desk): Promise<Response> {
  return at.ask(`/v1/drafts/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Saves a new draft that must be saved; gives its id and ETag. */
async function saved(changes: JsonObject = {}): Promise<{ readonly id: string; readonly tag: string }> {
  const id = randomUUID();
  const answer = await put(id, { ...draft, ...changes }, isNew);
  if (answer.status !== 201) throw new Error(await answer.text());
  return { id, tag: answer.headers.get('ETag') ?? '' };
}

async function refusalOf(answer: Promise<Response>): Promise<[number, unknown]> {
  const given = await answer;
  return [given.status, ((await given.json()) as JsonObject)['code']];
}

describe('a draft', () => {
  test('comes back as it was saved, with its version', async () => {
    const unreadable = { 'decision.date': '31 маусым' };
    const { id, tag } = await saved({ unreadable });
    const answer = await desk.ask(`/v1/drafts/${id}`);
    expect(answer.headers.get('ETag')).toBe(tag);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ ...draft, id, unreadable, version: 1 });
    const held = await desk.ask(`/v1/drafts/${id}`, { headers: { 'If-None-Match': tag } });
    expect(held.status).toBe(304);
    const { drafts } = await desk.json<{ drafts: JsonObject[] }>(desk.ask('/v1/drafts'));
    expect(drafts[0]).toMatchObject({ id, form: draft.form });
    expect(drafts[0]).not.toHaveProperty('payload');
  });

  test('is saved over the version that was seen, and over no other', async () => {
    const { id, tag } = await saved();
    const second = await put(id, { ...draft, title: 'second' }, { 'If-Match': tag });
    expect(second.status).toBe(200);
    const third = { ...draft, title: 'third' };
    for (const headers of [{ 'If-Match': tag }, { 'If-Match': '*' }, { 'If-Match': '"1"' }, isNew]) {
      expect(await refusalOf(put(id, third, headers))).toEqual([412, 'draft-changed']);
    }
    expect(await refusalOf(put(id, third, {}))).toEqual([428, 'draft-version-missing']);
    expect(await refusalOf(put(randomUUID(), third, { 'If-Match': tag }))).toEqual([412, 'draft-changed']);
    const repeated = await put(id, { ...draft, title: 'second' }, { 'If-Match': tag });
    expect([repeated.status, repeated.headers.get('ETag')]).toEqual([200, second.headers.get('ETag')]);
  });

  test('is deleted once', async () => {
    const { id, tag } = await saved();
    const other = await saved();
    const remove = (headers: Record<string, string>) => desk.ask(`/v1/drafts/${id}`, { method: 'DELETE', headers });
    expect(await refusalOf(remove({ 'If-Match': other.tag.replace('"1-', '"2-') }))).toEqual([412, 'draft-changed']);
    expect((await remove({ 'If-Match': tag })).status).toBe(204);
    expect(await refusalOf(remove({}))).toEqual([404, 'draft-unknown']);
    expect(await refusalOf(desk.ask(`/v1/drafts/${id}`))).toEqual([404, 'draft-unknown']);
  });

  test('may be unfinished and wrong, but is a draft of a form', async () => {
    await saved({ payload: { date: 'ертең', nothing: [null] } });
    const id = randomUUID();
    for (const [changes, wanted] of [
      [{ form: 'no-such-form' }, [404, 'form-unknown']],
      [{ payload: [] }, [422, 'payload-invalid']],
      [{ more: true }, [422, 'payload-invalid']],
      [{ language: 'en' }, [422, 'payload-invalid']],
      [{ payload: { text: 'ұ'.repeat(1024 * 1024) } }, [413, 'body-too-large']],
    ] as const) {
      expect(await refusalOf(put(id, { ...draft, ...changes }, isNew))).toEqual(wanted);
    }
    const hostile = desk.ask(`/v1/drafts/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...isNew },
      body: '{"form":"end-user-refusal","title":"","language":"kk","payload":{"__proto__":{"polluted":true}}}',
    });
    expect(await refusalOf(hostile)).toEqual([400, 'body-key-forbidden']);
    expect(await refusalOf(put('short', draft, isNew))).toEqual([404, 'draft-unknown']);
  });
});

describe('nobody else has it', () => {
  test('not another key of the issuer, and not a key that fills in no forms', async () => {
    const { id } = await saved();
    const other = await issuer.deskWith(['render', 'admin']);
    expect(await refusalOf(other.ask(`/v1/drafts/${id}`))).toEqual([404, 'draft-unknown']);
    expect(await other.json(other.ask('/v1/drafts'))).toEqual({ drafts: [] });
    const signer = await issuer.deskWith(['sign']);
    expect(await refusalOf(signer.ask('/v1/drafts'))).toEqual([403, 'scope-missing']);
  });

  test('but the person keeps it when the session is over', async () => {
    const first = await newSignedInPerson();
    const id = randomUUID();
    const answer = await askSignedIn(first.session, `/v1/drafts/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', ...isNew },
      body: JSON.stringify(draft),
    });
    expect(answer.status).toBe(201);
    const second = await newSignedInPerson();
    expect((await askSignedIn(second.session, `/v1/drafts/${id}`)).status).toBe(404);
    const again = await atRegistry(async (registry) => {
      expect(await registry.closeSession(first.session)).toBe(true);
      return registry.openSession(first.person.id);
    });
    expect((await askSignedIn(first.session, `/v1/drafts/${id}`)).status).toBe(401);
    expect(await (await askSignedIn(again?.token ?? '', `/v1/drafts/${id}`)).json()).toMatchObject(draft);
  });
});
