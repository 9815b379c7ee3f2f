import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { changed, exampleOf } from '../http/payloads.ts';
import { readPdf } from '../readers/pdf.ts';
import { bytesOf, send } from '../support/ask.ts';
import { sendByContract } from '../support/contract.ts';
import { readPaper } from './paper-text.ts';

const certificate = 'industrial-certificate';

async function paperOf(form: string, payload: JsonObject, language = 'ru') {
  const answer = await sendByContract(`/v1/forms/${form}/paper?language=${language}`, payload);
  expect(answer.status).toBe(200);
  const body: unknown = await answer.json();
  if (!isJsonObject(body) || typeof body['html'] !== 'string') throw new Error('there is no paper in the answer');
  return { ...readPaper(body['html']), conditions: body['conditions'] };
}

async function wordsOfPdf(answer: Response): Promise<string> {
  const pdf = await readPdf(await bytesOf(answer));
  try {
    return pdf.pages.map((page) => page.text).join('\n');
  } finally {
    pdf.close();
  }
}

async function problemOf(answer: Response) {
  return (await answer.json()) as { readonly code: string };
}

describe('POST /v1/forms/{form}/paper', () => {
  it('has as many records as the payload, and one where it has none', async () => {
    const empty = await paperOf(certificate, {});
    expect(empty.tables).toEqual(['goods', 'equipment']);
    expect(empty.places.map(({ path }) => path)).toContain('equipment.0.nameKk');
    expect(empty.conditions).toContainEqual({ kind: 'rows', path: 'goods', count: 1 });
    const two = await paperOf(certificate, { goods: [{}, {}] });
    expect(two.places.map(({ path }) => path)).toContain('goods.1.tnved');
    expect(two.conditions).toContainEqual({ kind: 'rows', path: 'goods', count: 2 });
  });

  it('has every band of a register once, with all its records', async () => {
    const { tables, places } = await paperOf('domestic-producers-registry', {
      producers: Array.from({ length: 100 }, () => ({})),
    });
    expect(tables).toEqual(['producers', 'producers', 'producers']);
    expect(places.map(({ path }) => path)).toContain('producers.99.updateDate');
  });

  it('tells how the values of its places are to be written', async () => {
    const { places } = await paperOf('production-analysis-contract', {});
    const parts = places.filter(({ path }) => path === 'date').map(({ data }) => data['as']);
    expect(parts.slice(0, 3)).toEqual(['day', 'month', 'year']);
    const answers = await paperOf('expert-conclusion', {});
    const listed = answers.places.find(({ path }) => path === 'equipment.0.conforms');
    expect(listed?.data).toHaveProperty('cell');
  });

  it.each([
    ['both languages', 'kk,ru', 400, 'query-invalid'],
    ['an unknown language', 'de', 400, 'query-invalid'],
  ])('refuses %s', async (_, language, status, code) => {
    const answer = await sendByContract(`/v1/forms/${certificate}/paper?language=${language}`, {});
    expect(answer.status).toBe(status);
    expect(await problemOf(answer)).toMatchObject({ code });
  });

  it('refuses a language that the form does not have, and more records than a screen is for', async () => {
    const kazakh = await sendByContract('/v1/forms/competence-service-standard/paper?language=kk', {});
    expect(await problemOf(kazakh)).toMatchObject({ code: 'language-unavailable' });
    const goods = Array.from({ length: 10_001 }, () => 0);
    const many = await sendByContract(`/v1/forms/${certificate}/paper`, { goods });
    expect(await problemOf(many)).toMatchObject({ code: 'rows-too-many' });
    const records = Array.from({ length: 1001 }, () => ({}));
    const register = await sendByContract('/v1/forms/excluded-organisations-registry/paper', { records });
    expect(await problemOf(register)).toMatchObject({ code: 'rows-too-many' });
  });

  it('refuses what is no JSON object', async () => {
    expect((await sendByContract(`/v1/forms/${certificate}/paper`, [])).status).toBe(400);
    expect((await sendByContract('/v1/forms/no-such-form/paper', {})).status).toBe(404);
  });
});

describe('POST /v1/forms/{form}/preview', () => {
  it('prints what is there and leaves blank what is wrong', async () => {
    const payload = changed(await exampleOf(certificate), { 'applicant.bin': '1', 'goods.1.tnved': 7, secret: 'x' });
    const answer = await sendByContract(`/v1/forms/${certificate}/preview?language=ru`, payload);
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    const text = await wordsOfPdf(answer);
    const whole = await wordsOfPdf(
      await send(`/v1/forms/${certificate}/preview?language=ru`, await exampleOf(certificate)),
    );
    expect(whole).toContain('120340001230');
    expect(text).not.toContain('120340001230');
    expect(text).toContain('Сарыарка');
  });

  it('prints an empty form, and both languages', async () => {
    const empty = await wordsOfPdf(await sendByContract(`/v1/forms/${certificate}/preview?language=ru`, {}));
    expect(empty).toContain('ИНДУСТРИАЛЬНЫЙ СЕРТИФИКАТ');
    const both = await wordsOfPdf(await sendByContract(`/v1/forms/${certificate}/preview?language=kk,ru`, {}));
    expect(both).toContain('ИНДУСТРИАЛЬНЫЙ СЕРТИФИКАТ');
    expect(both).toContain('ИНДУСТРИЯЛЫҚ СЕРТИФИКАТ');
  });

  it('takes derived values for typed ones, and minds no rules', async () => {
    const example = await exampleOf('production-analysis-contract');
    const wrong = changed(example, { 'term.daysInWords': { kk: 'жүз', ru: 'ста' } });
    const text = await wordsOfPdf(await send('/v1/forms/production-analysis-contract/preview?language=ru', wrong));
    expect(text).toContain('(пяти)');
    expect(text).not.toContain('(ста)');
  });

  it('refuses a register that is too long for paper', async () => {
    const records = Array.from({ length: 1001 }, () => ({}));
    const answer = await sendByContract('/v1/forms/excluded-organisations-registry/preview', { records });
    expect(await problemOf(answer)).toMatchObject({ code: 'rows-too-many' });
  });
});
