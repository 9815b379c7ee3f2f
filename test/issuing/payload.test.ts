import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import { without } from '../http/payloads.ts';
import { newIssuer, withRegistry } from './desk.ts';
import { catalogue, orderOf, unnumbered } from './orders.ts';

const { desk, deskWith, issuer } = await newIssuer('110');

interface DocumentPayload {
  readonly number: string;
  readonly languages: readonly string[];
  readonly parts: readonly { readonly form: string; readonly data: JsonObject }[];
}

function payloadOf(id: string): Promise<DocumentPayload> {
  return desk.json<DocumentPayload>(desk.ask(`/v1/documents/${id}/payload`));
}

describe('what a document was made of', () => {
  test('is the data of its order, with the number that the service gave', async () => {
    const { id, number } = await desk.issued(orderOf('industrial-certificate', { language: 'kk,ru' }));
    const { numberField = '' } = catalogue.get('industrial-certificate').about;
    const payload = await payloadOf(id);
    expect([payload.number, payload.languages]).toEqual([number, ['kk', 'ru']]);
    expect(payload.parts.map(({ form }) => form)).toEqual(['industrial-certificate']);
    expect(payload.parts[0]?.data).toMatchObject({ ...unnumbered('industrial-certificate'), [numberField]: number });
  });

  test('makes the next document, without the number that is taken', async () => {
    const { id } = await desk.issued(orderOf('end-user-refusal'));
    const [part] = (await payloadOf(id)).parts;
    if (part === undefined) throw new Error('a document of nothing');
    const order = { form: part.form, language: 'ru', data: part.data };
    expect((await desk.send('/v1/documents', order)).status).toBe(409);
    await desk.issued({ ...order, data: without(part.data, 'number') });
  });

  test('is that of every part of a bundle', async () => {
    const forms = ['productivity-reimbursement-agreement', 'end-user-refusal'];
    const parts = forms.map((form) => ({ form, data: catalogue.get(form).example }));
    const { id } = await desk.json<{ id: string }>(desk.send('/v1/bundles', { language: 'ru', parts }), 201);
    expect((await payloadOf(id)).parts.map(({ form }) => form)).toEqual(forms);
  });

  test('is gone after a purge', async () => {
    const { id } = await desk.issued(orderOf('end-user-refusal'));
    await withRegistry((registry) => registry.purge(id, issuer.id, 'срок хранения', { id: 'operator', name: 'tests' }));
    const answer = await desk.ask(`/v1/documents/${id}/payload`);
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({ code: 'document-purged' });
  });

  test('is for those who issue, at their issuer', async () => {
    const { id } = await desk.issued(orderOf('end-user-refusal'));
    const reader = await deskWith(['revoke', 'sign']);
    expect((await reader.ask(`/v1/documents/${id}/payload`)).status).toBe(403);
    const { desk: other } = await newIssuer();
    expect((await other.ask(`/v1/documents/${id}/payload`)).status).toBe(404);
  });
});
