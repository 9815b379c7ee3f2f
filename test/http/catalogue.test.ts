import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { payloadFormats } from '../../src/forms/formats.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { askByContract } from '../support/contract.ts';
import { errorsOf, formIds, objectOf, problemOf } from './payloads.ts';

const ids = await formIds();

async function formsOfList(): Promise<JsonObject[]> {
  const { forms } = await objectOf(await askByContract('/v1/forms'));
  return isJsonArray(forms) ? forms.filter(isJsonObject) : [];
}

test('the list tells every form with its act, appendix, edition, language, signatories and corrections', async () => {
  const forms = await formsOfList();
  expect(forms.length).toBeGreaterThanOrEqual(6);
  for (const form of forms) {
    expect(form).toMatchObject({
      title: { kk: expect.stringMatching(/[а-яәғқңөұүһі]/i) as string, ru: expect.stringMatching(/[а-я]/i) as string },
      act: { id: expect.stringMatching(/^(op|ktp|euc|dom|prod)$/) as string },
      statutory: expect.any(Boolean) as boolean,
      languages: expect.arrayContaining(['ru']) as string[],
      edition: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) as string,
      officialLanguage: expect.stringMatching(/^(kk|ru)$/) as string,
      signatories: expect.any(Array) as unknown[],
      corrections: expect.any(Array) as unknown[],
    });
  }
  for (const { statutory, appendix, paragraph } of forms) {
    expect(statutory === true ? appendix : paragraph).toMatch(/^\d/);
  }
  expect(forms).toContainEqual(
    expect.objectContaining({
      id: 'industrial-certificate',
      appendix: '16',
      edition: '2023-06-02',
      officialLanguage: 'ru',
      filledBy: 'authority',
    }),
  );
});

test('names and roles are there in both languages', async () => {
  const certificate = await objectOf(await askByContract('/v1/forms/industrial-certificate'));
  expect(certificate).toMatchObject({
    title: { kk: expect.stringContaining('сертификат') as string, ru: expect.stringContaining('сертификат') as string },
    act: { id: 'op', name: { kk: expect.any(String) as string, ru: expect.any(String) as string } },
    signatories: [{ id: 'chamberHead', seal: 'none', role: { kk: expect.any(String) as string } }],
    derived: [{ kind: 'addMonths', field: 'validUntil', months: 36 }],
  });
  expect(certificate['corrections']).toContainEqual(
    expect.objectContaining({ was: 'воспитательного оборудования', now: 'вспомогательного оборудования' }),
  );
});

test('links of a form lead to what they name', async () => {
  const { links } = await objectOf(await askByContract('/v1/forms/end-user-refusal'));
  expect(links).toEqual({
    schema: '/v1/forms/end-user-refusal/schema',
    example: '/v1/forms/end-user-refusal/example',
    blank: '/v1/forms/end-user-refusal/blank',
    validate: '/v1/forms/end-user-refusal/validate',
    render: '/v1/forms/end-user-refusal/render',
  });
});

test.each(ids)('%s: the schema compiles alone, is strict, and the example fits it', async (id) => {
  const answer = await askByContract(`/v1/forms/${id}/schema`);
  expect(answer.headers.get('Content-Type')).toBe('application/schema+json; charset=utf-8');
  const schema = await objectOf(answer);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, formats: payloadFormats });
  ajv.addKeyword('x-nysan').addKeyword('x-nysan-type').addKeyword('x-nysan-list');
  const check = ajv.compile(schema);
  const example = await objectOf(await askByContract(`/v1/forms/${id}/example`));
  expect(check(example) ? [] : check.errors).toEqual([]);
  expect(check({ ...example, unheardOf: 1 })).toBe(false);
  expect(JSON.stringify(schema)).not.toContain('common/');
});

test.each(ids)('%s: the example passes /validate with no warning', async (id) => {
  const example = await (await askByContract(`/v1/forms/${id}/example`)).text();
  const answer = await askByContract(`/v1/forms/${id}/validate?language=kk,ru`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: example,
  });
  expect(answer.ok ? [] : await errorsOf(answer)).toEqual([]);
  expect(await answer.json()).toMatchObject({ valid: true, warnings: [] });
});

test.each(['', '/schema', '/example', '/blank'])('an unknown form is not found: /v1/forms/…%s', async (part) => {
  for (const id of ['no-such-form', '__proto__', 'constructor', '..%2f..%2fpackage', 'Industrial-Certificate']) {
    const answer = await askByContract(`/v1/forms/${id}${part}`);
    expect(answer.status).toBe(404);
    expect((await problemOf(answer)).code).toBe('form-unknown');
  }
});
