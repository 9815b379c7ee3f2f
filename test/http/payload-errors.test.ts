import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import { sendByContract } from '../support/contract.ts';
import { changed, errorsOf, exampleOf, objectOf, problemOf, without } from './payloads.ts';

const certificate = await exampleOf('industrial-certificate');
const registry = await exampleOf('domestic-producers-registry');
const door = '/v1/forms/industrial-certificate/validate';

async function refusalOf(payload: JsonObject, path = door): Promise<string[]> {
  const answer = await sendByContract(path, payload);
  expect(answer.status).toBe(422);
  return errorsOf(answer);
}

const good = { nameKk: 'а', nameRu: 'а', kpved: '25.11' };

const wrong: readonly [string, JsonObject, string][] = [
  ['a missing value', without(certificate, 'date'), '/date required'],
  ['a missing value inside', without(certificate, 'applicant.bin'), '/applicant/bin required'],
  ['an unknown name', { ...certificate, unheard: 1 }, '/unheard unknown-property'],
  ['an unknown name inside a row', changed(certificate, { 'goods.1.price': 1 }), '/goods/1/price unknown-property'],
  ['a name with / and ~', { ...certificate, 'a/b~c.d': 1 }, '/a~1b~0c.d unknown-property'],
  ['a number for a text', changed(certificate, { certificateNumber: 7 }), '/certificateNumber type'],
  ['a text for a number', changed(certificate, { 'equipment.0.quantity': '1' }), '/equipment/0/quantity type'],
  ['null', changed(certificate, { 'applicant.email': null }), '/applicant/email type'],
  ['a list for an object', changed(certificate, { regionalChamber: [] }), '/regionalChamber type'],
  ['an over-long text', changed(certificate, { 'goods.0.nameRu': 'а'.repeat(301) }), '/goods/0/nameRu too-long'],
  ['an empty text', changed(certificate, { certificateNumber: '' }), '/certificateNumber too-short'],
  ['no rows', changed(certificate, { goods: [] }), '/goods too-few'],
  ['too many rows', changed(certificate, { goods: new Array<Json>(1001).fill(good) }), '/goods too-many'],
  ['a number too small', changed(certificate, { 'equipment.0.quantity': 0 }), '/equipment/0/quantity too-small'],
  ['a number too large', changed(certificate, { 'equipment.0.quantity': 1e10 }), '/equipment/0/quantity too-large'],
  [
    'a third language',
    changed(certificate, { 'regionalChamber.name.en': 'x' }),
    '/regionalChamber/name/en unknown-property',
  ],
  ['no language', changed(certificate, { 'regionalChamber.name': {} }), '/regionalChamber/name too-few'],
];

test.each(wrong)('%s is refused where it stands', async (_, payload, error) => {
  expect(await refusalOf(payload)).toEqual([error]);
});

test('a value outside the choices is refused with the choices', async () => {
  const agreement = await exampleOf('productivity-reimbursement-agreement');
  const answer = await sendByContract(
    '/v1/forms/productivity-reimbursement-agreement/validate',
    changed(agreement, { measure: 'magic' }),
    { 'Accept-Language': 'en' },
  );
  const { errors = [] } = await problemOf(answer);
  expect(errors).toContainEqual({
    pointer: '/measure',
    code: 'choice',
    detail: expect.stringMatching(/^One of these values is needed: .*\bprocess\b/) as string,
  });
});

test('every error comes at once', async () => {
  const many = changed(without(certificate, 'date'), {
    'applicant.bin': '1',
    'applicant.okedPrimary.code': 'x',
    'goods.0.tnved': '12',
    'goods.2.kpved': '25',
    unheard: true,
    'equipment.0.nameKk': '\u0007',
  });
  expect((await refusalOf(many)).sort()).toEqual([
    '/applicant/bin format-bin-or-iin',
    '/applicant/okedPrimary/code format-oked',
    '/date required',
    '/equipment/0/nameKk character-unprintable',
    '/goods/0/tnved format-tnved',
    '/goods/2/kpved format-kpved',
    '/unheard unknown-property',
  ]);
});

test('of more than a thousand errors the first are told, and that there are more', async () => {
  const errors = await refusalOf(changed(certificate, { goods: new Array<Json>(900).fill({}) }));
  expect(errors).toHaveLength(1000);
  expect(errors.at(-1)).toBe(' more-errors');
  const rows = changed(registry, { producers: new Array<Json>(10_001).fill({}) });
  expect(await refusalOf(rows, '/v1/forms/domestic-producers-registry/validate')).toHaveLength(1000);
});

test('the sentence is in the language of the reader', async () => {
  const expected = {
    'kk-KZ, ru;q=0.5': ['kk', 'Деректерде қате бар', 'Толтыру міндетті.'],
    'en-GB': ['en', 'Data has errors', 'A value is required.'],
    ru: ['ru', 'Данные содержат ошибки', 'Обязательно для заполнения.'],
    de: ['ru', 'Данные содержат ошибки', 'Обязательно для заполнения.'],
  };
  for (const [accepted, [language, title, detail]] of Object.entries(expected)) {
    const answer = await sendByContract(door, without(certificate, 'date'), { 'Accept-Language': accepted });
    expect(answer.headers.get('Content-Language')).toBe(language);
    expect(await problemOf(answer)).toMatchObject({ title, errors: [{ detail }] });
  }
});

test('the render door refuses as the validate door does', async () => {
  const answer = await sendByContract(
    '/v1/forms/industrial-certificate/render?format=pdf',
    without(certificate, 'date'),
  );
  expect(answer.status).toBe(422);
  expect(await errorsOf(answer)).toEqual(['/date required']);
});

test('a value missing in the language of the document is a warning', async () => {
  const russian = changed(certificate, { 'applicant.name': { ru: 'ТОО «Сарыарка»' } });
  const kazakh = await sendByContract(`${door}?language=kk`, russian, { 'Accept-Language': 'en' });
  expect((await objectOf(kazakh))['warnings']).toEqual([
    {
      pointer: '/applicant/name',
      code: 'language-missing',
      detail: 'There is no value in the language of the document.',
    },
  ]);
  expect((await objectOf(await sendByContract(`${door}?language=ru`, russian)))['warnings']).toEqual([]);
  const rendered = await sendByContract('/v1/forms/industrial-certificate/render?language=kk,ru&format=html', russian);
  expect(JSON.parse(decodeURI(rendered.headers.get('Nysan-Warnings') ?? ''))).toEqual([
    { pointer: '/applicant/name', code: 'language-missing' },
  ]);
});
