import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import { sendByContract } from '../support/contract.ts';
import { changed, errorsOf, exampleOf, problemOf, without } from './payloads.ts';

const application = await exampleOf('promotion-reimbursement-application');
const agreement = await exampleOf('productivity-reimbursement-agreement');
const refusal = await exampleOf('end-user-refusal');

function validate(form: string, payload: JsonObject, language = 'ru', query = ''): Promise<Response> {
  return sendByContract(`/v1/forms/${form}/validate${query}`, payload, { 'Accept-Language': language });
}

const cases: readonly [string, string, JsonObject, string, string][] = [
  [
    'a date before the one it follows',
    'end-user-refusal',
    changed(refusal, { date: '2026-09-08' }),
    '/date rule-order',
    'Дата не может быть раньше, чем «Дата заявления» (п. 12).',
  ],
  [
    'a part larger than the whole',
    'promotion-reimbursement-application',
    changed(application, { 'applicant.employees.citizens': 87 }),
    '/applicant/employees/citizens rule-notMore',
    'Значение не может быть больше, чем «Численность работников» (приложение 1, п. 6).',
  ],
  [
    'both of two that exclude each other',
    'promotion-reimbursement-application',
    changed(application, { 'applicant.iin': '800101300016' }),
    '/applicant/bin rule-exactlyOne',
    'Заполняется ровно одно из: БИН (бизнес-идентификационный номер) или ИИН (индивидуальный идентификационный номер) (приложение 1, п. 4).',
  ],
  [
    'a value that another one demands',
    'promotion-reimbursement-application',
    changed(application, { 'signatory.capacity': 'representative' }),
    '/signatory/authorityDocument rule-requiredWhen',
    '(приложение 1, строка подписи).',
  ],
  [
    'a value that another one excludes',
    'promotion-reimbursement-application',
    changed(application, { 'programParticipation.participated': false }),
    '/programParticipation/items rule-absentWhen',
    '(приложение 1, п. 10).',
  ],
  [
    'an amount above its limit',
    'productivity-reimbursement-agreement',
    changed(agreement, { costType: 'installation' }),
    '/amount rule-cap',
    'Сумма превышает предел: не более 12\u00a0000\u00a0000,00 тенге (п. 14, п. 14-1).',
  ],
];

test.each(cases)('%s is refused with the paragraph that says so', async (_, form, payload, error, sentence) => {
  const answer = await validate(form, payload);
  expect(answer.status).toBe(422);
  const { errors = [] } = await problemOf(answer);
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([error]);
  expect(errors[0]?.detail).toContain(sentence);
});

test('the sentence is in the language of the reader', async () => {
  const late = changed(application, { 'applicant.stateRegistration.date': '2026-04-15' });
  const sentences = await Promise.all(
    ['kk', 'ru', 'en'].map(async (language) => {
      const answer = await validate('promotion-reimbursement-application', late, language);
      return (await problemOf(answer)).errors?.[0]?.detail ?? '';
    }),
  );
  expect(sentences[0]).toMatch(/\(11-тармақ, 3\) тармақша\)\.$/);
  expect(sentences[1]).toMatch(/\(п\. 11, подп\. 3\)\)\.$/);
  expect(sentences[2]).toMatch(/\(par\. 11, subpar\. 3\)\)\.$/);
});

test('an amount at its limit is not above it', async () => {
  const atLimit = changed(agreement, { costType: 'installation', amount: '12000000.00' });
  expect((await validate('productivity-reimbursement-agreement', atLimit)).status).toBe(200);
  const above = changed(agreement, { costType: 'installation', amount: 1_200_000_001 });
  expect(await errorsOf(await validate('productivity-reimbursement-agreement', above))).toEqual(['/amount rule-cap']);
});

test('every broken rule is told at once, beside contradictions', async () => {
  const wrong = changed(application, {
    'applicant.employees.citizens': 87,
    'signatory.capacity': 'representative',
    claimedAmount: 1,
    date: '2013-04-17',
  });
  expect((await errorsOf(await validate('promotion-reimbursement-application', wrong))).sort()).toEqual([
    '/applicant/employees/citizens rule-notMore',
    '/claimedAmount contradicts-derived',
    '/date rule-order',
    '/signatory/authorityDocument rule-requiredWhen',
  ]);
});

test('what is unfinished is not yet wrong, what contradicts is', async () => {
  const unfinished = without(changed(application, { 'signatory.capacity': 'representative' }), 'applicant.bin');
  const complete = await validate('promotion-reimbursement-application', unfinished);
  expect(await errorsOf(complete)).toEqual([
    '/applicant/bin rule-exactlyOne',
    '/signatory/authorityDocument rule-requiredWhen',
  ]);
  const draft = await validate('promotion-reimbursement-application', unfinished, 'ru', '?incomplete=true');
  expect(draft.status).toBe(200);
  const both = changed(application, { 'applicant.iin': '800101300016' });
  const contradicting = await validate('promotion-reimbursement-application', both, 'ru', '?incomplete=true');
  expect(await errorsOf(contradicting)).toEqual(['/applicant/bin rule-exactlyOne']);
});
