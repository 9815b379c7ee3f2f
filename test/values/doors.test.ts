import { PDF } from '@libpdf/core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import type { FileValues } from '../../src/values/file-values.ts';
import { without } from '../http/payloads.ts';
import { Desk } from '../issuing/desk.ts';
import { orderOf, unnumbered } from '../issuing/orders.ts';
import { pdfOf } from '../seal/hostile-files.ts';
import { ask, bytesOf } from '../support/ask.ts';
import { askByContract } from '../support/contract.ts';
import { testKey } from '../support/service.ts';
import { filled } from './filled.ts';
import { validator, catalogue } from './paper.ts';

const desk = new Desk(inject('serviceUrl'), testKey);
const form = 'end-user-refusal';
let blank: Uint8Array;

beforeAll(async () => {
  blank = await ask(`/v1/forms/${form}/blank?fillable=true&format=pdf&language=kk`).then(bytesOf);
});

function post(path: string, file: Uint8Array, type = 'application/pdf'): Promise<Response> {
  return askByContract(path, { method: 'POST', headers: { 'Content-Type': type }, body: Buffer.from(file) });
}

async function valuesOf(answer: Promise<Response>): Promise<FileValues> {
  const given = await answer;
  if (!given.ok) throw new Error(`${given.status} ${await given.text()}`);
  return (await given.json()) as FileValues;
}

async function refusalOf(answer: Promise<Response>): Promise<[number, unknown]> {
  const given = await answer;
  return [given.status, ((await given.json()) as JsonObject)['code']];
}

describe('a blank', () => {
  it('comes as the body, or as the file of a form on a page', async () => {
    const file = await filled(blank, new Map([['applicant.name', '«Ертіс» ЖШС']]));
    const wanted = {
      form,
      languages: ['kk'],
      payload: { applicant: { name: { kk: '«Ертіс» ЖШС' } } },
      source: 'fields',
      unread: [],
      ignored: 0,
    };
    expect(await valuesOf(post('/v1/values', file))).toEqual(wanted);
    expect(await valuesOf(post(`/v1/forms/${form}/values`, file, 'application/octet-stream'))).toEqual(wanted);
    const body = new FormData();
    body.set('file', new Blob([Buffer.from(file)]), 'толтырылған.pdf');
    expect(await valuesOf(askByContract('/v1/values', { method: 'POST', body }))).toEqual(wanted);
  });

  it('in both languages holds one text for both', async () => {
    const both = await ask(`/v1/forms/${form}/blank?fillable=true&format=pdf&language=ru,kk`).then(bytesOf);
    const file = await filled(both, new Map([['applicant.name', 'ТОО «Ертіс»']]));
    expect(await valuesOf(post('/v1/values', file))).toMatchObject({
      languages: ['ru', 'kk'],
      payload: { applicant: { name: 'ТОО «Ертіс»' } },
    });
  });

  it('that lost its name is read as the form that is asked for', async () => {
    const file = await PDF.load(await filled(blank, new Map([['applicant.name', '«Ертіс» ЖШС']])));
    file.setKeywords([]);
    const nameless = await file.save({ incremental: true });
    expect(await refusalOf(post('/v1/values', nameless))).toEqual([422, 'file-without-form']);
    expect(await valuesOf(post(`/v1/forms/${form}/values`, nameless))).toMatchObject({
      languages: ['kk'],
      payload: { applicant: { name: { kk: '«Ертіс» ЖШС' } } },
    });
  });

  it('of another form is refused', async () => {
    expect(await refusalOf(post('/v1/forms/expert-conclusion/values', blank))).toEqual([422, 'file-of-other-form']);
  });

  it('of a form that there is not is refused', async () => {
    const file = await PDF.load(blank);
    file.setKeywords(['urn:nysan:blank:no-such-form:2024-01-01:kk']);
    expect(await refusalOf(post('/v1/values', await file.save()))).toEqual([422, 'file-without-form']);
  });
});

describe('an issued document', () => {
  it.each(['pdf', 'docx', 'xlsx'])('gives back as %s what it was issued from, without its number', async (format) => {
    const document = await desk.issued(orderOf('end-user-certificate', { language: 'kk' }));
    const file = await desk.file(document.id, `kk.${format}`);
    const taken = await valuesOf(post('/v1/values', file));
    expect(taken).toMatchObject({ form: 'end-user-certificate', languages: ['kk'], source: 'issued', unread: [] });
    // Who signs on paper is not printed on what is issued, and a file carries what is printed.
    expect(taken.payload).toEqual(without(unnumbered('end-user-certificate'), 'signatory'));
  });

  it('gives back nothing that is computed', async () => {
    const document = await desk.issued(orderOf('in-country-value-calculation'));
    const { payload } = await valuesOf(post('/v1/values', await desk.file(document.id, 'ru.pdf')));
    const definition = catalogue.get('in-country-value-calculation');
    const { derived } = validator.validate(definition, payload, { languages: ['ru'], incomplete: true });
    expect(Object.keys(derived)).toContain('inCountryValue');
    expect(payload).not.toHaveProperty('inCountryValue');
  });
});

describe('a file', () => {
  it.each([
    ['of another program', pdfOf(['<</AcroForm<</Fields[2 0 R]>>>>', '<</T(name)/FT/Tx/V(x)>>']), 'file-without-form'],
    ['without a form', pdfOf(['<<>>']), 'file-without-form'],
    ['that is protected', pdfOf(['<<>>'], '/Encrypt<<>>'), 'file-encrypted'],
    ['that is damaged', Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF\n'), 'file-unreadable'],
    ['that is no document', Buffer.from('Құжат емес'), 'file-unreadable'],
    ['that is empty', new Uint8Array(), 'file-unreadable'],
  ])('%s is refused', async (_, file, code) => {
    expect(await refusalOf(post('/v1/values', file))).toEqual([422, code]);
  });

  it('that is too large is refused', async () => {
    const [status, code] = await refusalOf(post('/v1/values', new Uint8Array(33 * 1024 * 1024)));
    expect([status, code]).toEqual([413, 'body-too-large']);
  });

  it('of a type that holds no document is refused', async () => {
    expect(await refusalOf(post('/v1/values', Buffer.from('{}'), 'application/json'))).toEqual([400, 'upload-invalid']);
  });

  it('needs a key', async () => {
    const answer = await fetch(`${inject('serviceUrl')}/v1/values`, { method: 'POST', body: Buffer.from(blank) });
    expect(answer.status).toBe(401);
  });
});
