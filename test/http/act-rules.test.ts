import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import { sendByContract } from '../support/contract.ts';
import { changed, exampleOf, type FoundError, objectOf, problemOf, without } from './payloads.ts';

async function answerTo(form: string, payload: JsonObject): Promise<Response> {
  return sendByContract(`/v1/forms/${form}/validate`, payload, { 'Accept-Language': 'ru' });
}

/** Errors of a payload that is refused. */
async function errorsIn(form: string, payload: JsonObject): Promise<readonly FoundError[]> {
  const answer = await answerTo(form, payload);
  expect(answer.status).toBe(422);
  return (await problemOf(answer)).errors ?? [];
}

/** Warnings and derived values of a payload that is accepted. */
async function accepted(form: string, payload: JsonObject): Promise<{ warnings: FoundError[]; derived: JsonObject }> {
  const answer = await answerTo(form, payload);
  expect(answer.ok ? [] : (await problemOf(answer)).errors).toEqual([]);
  const { warnings, derived } = (await objectOf(answer)) as unknown as { warnings: FoundError[]; derived: JsonObject };
  return { warnings, derived };
}

type Changes = Readonly<Record<string, Json>>;

/** What is changed in the example, the pointer and code it is refused with, and words of the sentence. */
const refusals: readonly [string, string, Changes, string, string][] = [
  [
    'half of the accepted costs is the most that is reimbursed',
    'promotion-reimbursement-agreement',
    { 'costs.certification.amount': '1301250.01', 'reimbursement.amount': '5347425.01' },
    '/costs/certification/amount rule-shareOf',
    '1\u00A0301\u00A0250,00 (п. 9)',
  ],
  [
    '15 000 monthly indexes of 2026 for certification, less what was paid in 24 months',
    'promotion-reimbursement-agreement',
    { 'costs.certification.paidIn24Months': '63573750.01' },
    '/costs/certification/amount rule-cap',
    'не более 1\u00A0301\u00A0249,99 тенге (п. 9',
  ],
  [
    '60 million tenge a year for technological equipment, less what was reimbursed in the year',
    'productivity-reimbursement-application',
    { reimbursementAmount: '41386240.80', 'reimbursedThisYear.sameCap': '18613759.21' },
    '/reimbursementAmount contradicts-derived',
    '41386240.79',
  ],
  [
    'costs paid more than 24 months before the application',
    'productivity-reimbursement-application',
    { 'claimedCosts.0.paymentDate': '2024-05-19', 'claimedCosts.1.paymentDate': '2024-05-19' },
    '/claimedCosts/0/paymentDate rule-within-before',
    '(п. 14-1)',
  ],
  [
    'taxes that did not grow',
    'productivity-reimbursement-application',
    { 'taxes.1.amount': '68412300.00' },
    '/taxes/1/amount rule-growing',
    '(п. 13, подп. 5))',
  ],
  [
    'a paper that the standard of the service demands',
    'productivity-reimbursement-application',
    { 'attachments.2.document': 'purchaseReport' },
    '/attachments rule-complete',
    '(приложение 4, п. 8)',
  ],
  [
    'two members at an inspection of production',
    'production-assessment-act',
    {
      'commission.members': [1, 2].map((one) => ({ fullName: { kk: `Мүше ${one}`, ru: `Член ${one}` } })),
    },
    '/commission/members rule-least',
    'не менее 3 (п. 20)',
  ],
  [
    'a code of goods that has not ten digits',
    'raw-materials-list',
    { 'goods.0.tnved': '730890590' },
    '/goods/0/tnved format-tnved',
    'Код ТН ВЭД состоит из 10 цифр (п. 14, подп. 2)).',
  ],
  [
    'works of more than five years ago',
    'completed-works-list',
    { 'works.0.date': '2021-02-17' },
    '/works/0/date rule-within-before',
    '(п. 14, подп. 3))',
  ],
  [
    'works after the application they are attached to',
    'completed-works-list',
    { 'works.0.date': '2026-02-19' },
    '/works/0/date rule-order-late',
    'Дата не может быть позже',
  ],
  [
    'an amendment that does not name its certificate',
    'registry-amendment-application',
    { 'application.number': '110600418/00001-ИЗМ' },
    '/application/number rule-startsWith',
    '(п. 57)',
  ],
  [
    'the digit of another year in the number of an application',
    'registry-inclusion-conclusion',
    { 'application.number': '110500417' },
    '/application/number rule-yearDigit',
    '(п. 18)',
  ],
  [
    'ten monthly indexes for each working day of the analysis',
    'production-analysis-contract',
    { 'cost.amount': '216250.01', 'cost.vat': 'without' },
    '/cost/amount rule-cap',
    'не более 216\u00A0250,00 тенге',
  ],
];

test.each(refusals)('%s', async (_, form, changes, found, sentence) => {
  const errors = await errorsIn(form, changed(await exampleOf(form), changes));
  const [pointer, code] = found.split(' ');
  expect(errors.map((error) => `${error.pointer} ${error.code}`)).toContain(found);
  expect(errors.find((error) => error.pointer === pointer && error.code === code)?.detail).toContain(sentence);
});

test('a limit is reached, not exceeded, at its last tiyn', async () => {
  const agreement = await exampleOf('promotion-reimbursement-agreement');
  await accepted(
    'promotion-reimbursement-agreement',
    changed(agreement, { 'costs.certification.paidIn24Months': '63573750.00' }),
  );
});

test('what was paid before is not known: a warning, not an error', async () => {
  const agreement = await exampleOf('promotion-reimbursement-agreement');
  const { warnings } = await accepted(
    'promotion-reimbursement-agreement',
    without(agreement, 'costs.certification.paidIn24Months'),
  );
  expect(warnings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/costs/certification/paidIn24Months rule-paid-unknown',
  ]);
});

test('a year whose index is not known draws a warning', async () => {
  const contract = await exampleOf('production-analysis-contract');
  const { warnings } = await accepted('production-analysis-contract', changed(contract, { date: '2027-02-24' }));
  expect(warnings.map(({ code }) => code)).toContain('index-unknown');
});

test('an unpublished calendar gives no deadline, and says so', async () => {
  const act = await exampleOf('site-visit-act');
  const { warnings, derived } = await accepted('site-visit-act', changed(act, { date: '2026-12-31' }));
  expect(derived).not.toHaveProperty('conclusionDeadline');
  expect(warnings.map(({ code }) => code)).toEqual(['calendar-unknown']);
});

test.each([
  // Friday; Monday to Wednesday, 23 to 25 March, are holidays and days off moved by the Labour Code.
  ['2026-03-20', '2026-03-27'],
  ['2026-03-13', '2026-03-17'],
  // The Sunday of 5 January was worked for Friday, 3 January.
  ['2024-12-31', '2025-01-06'],
  ['2025-01-02', '2025-01-06'],
])('two working days after %s end on %s', async (date, end) => {
  const act = await exampleOf('site-visit-act');
  const { derived } = await accepted('site-visit-act', changed(act, { date }));
  expect(derived['conclusionDeadline']).toBe(end);
});

test('advice is a warning: staff that does not add up, codes that do not change', async () => {
  const statement = await exampleOf('workforce-statement-goods');
  const staff = await accepted('workforce-statement-goods', changed(statement, { 'staff.permanent': 49 }));
  expect(staff.warnings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/staff/permanent rule-total']);
  const list = await exampleOf('raw-materials-list');
  const goods = await accepted('raw-materials-list', changed(list, { 'goods.0.materials.0.tnved': '7308901234' }));
  expect(goods.warnings.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(
    '/goods/0/materials/0/tnved rule-changed',
  );
});

test('shares, sums and limits are computed row by row and in the whole', async () => {
  const notice = await exampleOf('promotion-reimbursement-notice');
  const { derived } = await accepted('promotion-reimbursement-notice', notice);
  expect(derived).toMatchObject({
    'reimbursement.annualCapKzt': '64875000.00',
    'items.0.reimbursementAmount': '930000.00',
    'items.1.reimbursementAmount': '371250.00',
    'reimbursement.amount': '1301250.00',
    reviewDeadline: '2026-04-24',
  });
});

test.each([
  ['7163.50', '31840.00', '77.50'],
  ['1.00', '3.00', '66.67'],
  ['1.00', '1.00', '0.00'],
  ['0', '1.00', '100.00'],
])('foreign materials of %s in a cost of %s leave %s percent in the country', async (foreign, cost, share) => {
  const calculation = without(await exampleOf('in-country-value-calculation'), 'inCountryValue');
  const { derived } = await accepted(
    'in-country-value-calculation',
    changed(calculation, { foreignMaterialsCost: foreign, productionCost: cost }),
  );
  expect(derived['inCountryValue']).toBe(share);
});
