import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { sealFile } from '../../src/seal/seal-file.ts';
import { readCode } from '../../src/trust/code/code.ts';
import { changed, without } from '../http/payloads.ts';
import type { IssuedDocument, Verification } from './answers.ts';
import { newIssuer, publicDesk } from './desk.ts';
import { catalogue, orderOf, unnumbered } from './orders.ts';
import { tellingTexts, textsIn } from './texts.ts';

const { desk } = await newIssuer('110');
const anyone = publicDesk();
const iin = '870412300129';
const otherIin = '900101400012';

/** Everything that anyone can ask about a document, as one text. */
async function toldOf({ number, verification: { code, shortCode } }: IssuedDocument): Promise<string> {
  const answers = await Promise.all([
    anyone.ask(`/v1/verifications/${code}`),
    anyone.send('/v1/verifications/lookup', { number, shortCode }),
    anyone.ask('/v1/status-list'),
    fetch(`${anyone.url}/V/${code}`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
}

const issued = catalogue.all().flatMap(({ id, about }) => (about.filledBy === 'act' ? [] : [id]));

test.each(issued)('%s: anyone is told its public facts and nothing else', async (form) => {
  const { example, about } = catalogue.get(form);
  const document = await desk.issued(orderOf(form));
  const answer = await anyone.json<JsonObject & Verification>(
    anyone.ask(`/v1/verifications/${document.verification.code}`),
  );
  const facts = answer.document?.facts ?? [];
  expect(facts.length).toBeGreaterThan(0);
  expect(about.publicFacts).toEqual(expect.arrayContaining(facts.map(({ path }) => path)));

  const isPublic = (path: string) => about.publicFacts.some((fact) => path === fact || path.startsWith(`${fact}.`));
  const texts = tellingTexts(example);
  const shown = texts.filter(({ path }) => isPublic(path)).map(({ text }) => text);
  const hidden = texts.filter(({ path, text }) => !isPublic(path) && !shown.some((one) => one.includes(text)));
  expect(hidden.length).toBeGreaterThan(0);
  // Paths and labels are the form's own words, which a value may also be.
  const told = textsIn(answer as Json).filter(({ path }) => !/\.(path|label\.\w+)$/.test(path));
  const leaks = hidden.filter(({ text }) => told.some((one) => one.text.includes(text)));
  expect(leaks).toEqual([]);
});

test('telephones, e-mail and addresses are nowhere to be seen', async () => {
  const told = await toldOf(await desk.issued(orderOf('industrial-certificate')));
  expect(told).toContain('120340001230');
  for (const hidden of ['55-14-28', 'saryarka-metall.example', 'Строителей', 'Құрылысшылар', 'Hypertherm']) {
    expect(told).not.toContain(hidden);
  }
});

test('an application of an individual shows his number nowhere, nor does its code', async () => {
  const form = 'promotion-reimbursement-application';
  const individual = without(unnumbered(form), 'applicant.bin');
  const data = changed(individual, { 'applicant.iin': iin, 'applicant.name': { kk: 'Ахметов Е.', ru: 'Ахметов Е.' } });
  const document = await desk.issued(orderOf(form, { data }));
  expect(await toldOf(document)).not.toContain(iin);
  expect(JSON.stringify(document)).not.toContain(iin);
  expect(readCode(document.verification.code)?.facts.holderBin).toBeNull();
});

test('where a number of an individual is a public fact, its last four digits are shown', async () => {
  const form = 'industrial-certificate';
  const document = await desk.issued(orderOf(form, { data: changed(unnumbered(form), { 'applicant.bin': iin }) }));
  const told = await toldOf(document);
  expect(told).not.toContain(iin);
  expect(told).toContain('********0129');
  expect(readCode(document.verification.code)?.facts.holderBin).toBeNull();
});

test('nor is it told by what a changed file differs in', async () => {
  const form = 'industrial-certificate';
  const document = await desk.issued(orderOf(form, { data: changed(unnumbered(form), { 'applicant.bin': iin }) }));
  const read = await readEmbedded(await desk.file(document.id, 'ru.docx'));
  if (!('record' in read)) throw new Error('the issued file carries no record');
  const { record } = read;
  const data = changed(record.data, { 'applicant.bin': otherIin, 'applicant.phone': '+7 701 000 00 00' });
  const draft = await desk.send(`/v1/forms/${form}/render?format=docx&language=ru`, catalogue.get(form).example);
  const forged = await sealFile('docx', new Uint8Array(await draft.arrayBuffer()), { ...record, data });
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(forged)]), 'changed.docx');
  const told = await (await anyone.ask('/v1/verifications', { method: 'POST', body })).text();
  const check = JSON.parse(told) as { identical: boolean; differences: { pointer: string }[] };
  expect(check.identical).toBe(false);
  expect(check.differences).toEqual([
    expect.objectContaining({ pointer: '/data/applicant/bin', issued: '********0129', found: '********0012' }),
    { pointer: '/data/applicant/phone', label: expect.anything() as unknown },
  ]);
  for (const hidden of [iin, otherIin, '55-14-28', '000 00 00']) expect(told).not.toContain(hidden);
});
