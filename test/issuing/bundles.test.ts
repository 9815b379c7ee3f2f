import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readPdf } from '../readers/pdf.ts';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import type { IssuedDocument } from './answers.ts';
import { newIssuer, publicDesk } from './desk.ts';
import { catalogue, unnumbered } from './orders.ts';

const { desk } = await newIssuer('110');
const forms = ['promotion-reimbursement-application', 'domestic-producers-registry', 'end-user-refusal'];

function bundleOf(changes: object = {}) {
  return {
    language: 'ru',
    parts: forms.map((form, index) => ({ form, data: index === 0 ? unnumbered(form) : catalogue.get(form).example })),
    ...changes,
  };
}

const bundle = await desk.json<IssuedDocument>(desk.send('/v1/bundles', bundleOf()), 201);

test('a bundle is one record of its principal form, with files that hold all its parts', () => {
  expect(bundle).toMatchObject({ form: forms[0], state: 'valid' });
  expect(bundle.files.map(({ name }) => name)).toContain('ru.zip');
});

test('its PDF has the parts one after the other, each lying its own way, under one number', async () => {
  const { pages } = await readPdf(await desk.file(bundle.id, 'ru.pdf'));
  const landscape = pages.map(({ width, height }) => width > height);
  expect(landscape[0]).toBe(false);
  expect(landscape).toContain(true);
  expect(landscape.at(-1)).toBe(false);
  for (const page of pages) expect(page.margin).toContain(bundle.number);
});

test('its archive has a file for each part, all with the one code', async () => {
  const parts = unzipSync(await desk.file(bundle.id, 'ru.zip'));
  expect(Object.keys(parts)).toEqual(forms.map((form, index) => `${index + 1}-${form}.pdf`));
  for (const part of Object.values(parts)) {
    expect(await readEmbedded(part)).toMatchObject({ kind: 'pdf', record: { code: bundle.verification.code } });
  }
});

test('anyone can check the whole by one code, and a file of it', async () => {
  const answer = await publicDesk().json<{ state: string }>(
    publicDesk().ask(`/v1/verifications/${bundle.verification.code}`),
  );
  expect(answer.state).toBe('valid');
});

test('what is wrong in a part is pointed at in that part, and nothing is issued', async () => {
  const parts = [
    { form: forms[0], data: unnumbered('promotion-reimbursement-application') },
    { form: 'end-user-refusal', data: { ...catalogue.get('end-user-refusal').example, date: 'soon' } },
  ];
  const answer = await desk.send('/v1/bundles', { language: 'kk', parts });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/parts/1/data/date', code: 'format-date' }] });
});

test('one form is no bundle, and an archive is asked for at once as any file', async () => {
  expect((await desk.send('/v1/bundles', bundleOf({ parts: bundleOf().parts.slice(0, 1) }))).status).toBe(422);
  const answer = await desk.send('/v1/bundles', bundleOf({ language: 'kk,ru', format: 'zip' }));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('Content-Type')).toBe('application/zip');
  expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toHaveLength(forms.length);
});
