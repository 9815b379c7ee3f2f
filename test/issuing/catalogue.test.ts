import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { readDocx } from '../readers/docx.ts';
import { readPdf } from '../readers/pdf.ts';
import { codesIn } from './codes.ts';
import { newIssuer } from './desk.ts';
import { catalogue, orderOf, unnumbered } from './orders.ts';

const forms = catalogue.all().flatMap(({ id, about }) => (about.filledBy === 'act' ? [] : [id]));
const languages = ['kk', 'ru', 'kk,ru'] as const;
const { desk, issuer } = await newIssuer('110');

const sixFiles = ['kk.pdf', 'kk.docx', 'kk.xlsx', 'ru.pdf', 'ru.docx', 'ru.xlsx'];
const bilingual = ['kk-ru.pdf', 'kk-ru.docx', 'kk-ru.xlsx'];

describe.each(forms)('%s', (form) => {
  test.each(languages)('is issued in %s from its example', async (language) => {
    const answer = await desk.send('/v1/documents', orderOf(form, { language }));
    expect(answer.status).toBe(201);
    const document = (await answer.json()) as Awaited<ReturnType<typeof desk.issued>>;
    expect(answer.headers.get('Location')).toBe(`/v1/documents/${document.id}`);
    expect(document).toMatchObject({
      form,
      issuer: issuer.id,
      state: 'valid',
      issuedAt: '2026-11-20T06:00:00Z',
      languages: language.split(','),
      masterLanguage: language.slice(0, 2),
      replacedBy: null,
      events: [],
    });
    const { url, code } = document.verification;
    expect(url).toBe(url.toUpperCase());
    expect(url.endsWith(`/V/${code}`)).toBe(true);
    expect(document.files.map(({ name }) => name)).toEqual([...sixFiles, ...(language === 'kk,ru' ? bilingual : [])]);
    // The master is there with the answer; the others are made when asked for.
    const master = `${language.replace(',', '-')}.pdf`;
    expect(document.files.filter(({ sha256 }) => sha256 !== null).map(({ name }) => name)).toEqual([master]);
    expect(document.warnings).toEqual(
      language.includes(catalogue.get(form).about.officialLanguage)
        ? ['address-local']
        : ['language-not-official', 'address-local'],
    );
    expect(await desk.record(document.id)).toEqual(document);
  });

  test('has one code, byte for byte, in both languages and all formats', async () => {
    const document = await desk.issued(orderOf(form, { language: 'kk,ru' }));
    const { url, code, shortCode } = document.verification;
    for (const { name } of document.files) {
      const bytes = await desk.file(document.id, name);
      expect(await codesIn(name, bytes), name).toEqual([url]);
      const read = await readEmbedded(bytes);
      expect('record' in read ? read.record : read, name).toMatchObject({
        form,
        issuer: issuer.bin,
        number: document.number,
        documentId: document.id,
        code,
        shortCode,
        languages: ['kk', 'ru'],
      });
      const { files } = await desk.record(document.id);
      expect(files.find((file) => file.name === name)?.sha256, name).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
    }
  });

  test('bears no watermark once it is issued', async () => {
    const document = await desk.issued(orderOf(form));
    const pdf = await readPdf(await desk.file(document.id, 'ru.pdf'));
    expect(pdf.pages.map(({ watermark }) => watermark).join('')).toBe('');
    pdf.close();
    const docx = await readDocx(await desk.file(document.id, 'ru.docx'));
    expect(docx.watermark).toBeNull();
  });
});

test('a text in one language alone makes no document', async () => {
  const data = { ...unnumbered('end-user-refusal'), refusalGrounds: { ru: 'Основания' } };
  const answer = await desk.send('/v1/documents', orderOf('end-user-refusal', { data }), { 'Accept-Language': 'en' });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'payload-invalid',
    errors: [{ pointer: '/data/refusalGrounds', code: 'language-missing' }],
  });
});
