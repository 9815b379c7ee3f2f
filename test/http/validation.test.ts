import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/forms/json.ts';
import { sendByContract } from '../support/contract.ts';
import { changed, errorsOf, exampleOf, objectOf, without } from './payloads.ts';

const application = await exampleOf('promotion-reimbursement-application');
const agreement = await exampleOf('productivity-reimbursement-agreement');
const certificate = await exampleOf('industrial-certificate');

async function derivedOf(form: string, payload: JsonObject): Promise<Json | undefined> {
  return (await objectOf(await sendByContract(`/v1/forms/${form}/validate`, payload)))['derived'];
}

async function refusalOf(form: string, payload: JsonObject): Promise<string[]> {
  const answer = await sendByContract(`/v1/forms/${form}/validate`, payload);
  expect(answer.status).toBe(422);
  return errorsOf(answer);
}

test('a total is the sum of its rows, tiyn and tenge mixed', async () => {
  expect(await derivedOf('promotion-reimbursement-application', application)).toEqual({ claimedAmount: '10694850.00' });
  const mixed = changed(application, { 'costs.0.amountKzt': 1, 'costs.1.amountKzt': '0.10', 'costs.2.amountKzt': '5' });
  expect(await derivedOf('promotion-reimbursement-application', mixed)).toEqual({ claimedAmount: '5.11' });
});

test('a total beyond the exact integers of a double is still exact', async () => {
  const large = changed(application, {
    'costs.0.amountKzt': '499999999999999.99',
    'costs.1.amountKzt': '499999999999999.99',
    'costs.2.amountKzt': '0.01',
  });
  expect(await derivedOf('promotion-reimbursement-application', large)).toEqual({
    claimedAmount: '999999999999999.99',
  });
});

test('a total that nobody could write in words is refused', async () => {
  const huge = changed(application, {
    'costs.0.amountKzt': '999999999999999.99',
    'costs.1.amountKzt': '0.01',
  });
  expect(await refusalOf('promotion-reimbursement-application', huge)).toEqual(['/claimedAmount too-large']);
});

test('an amount is given in words of both languages', async () => {
  expect(
    await derivedOf('productivity-reimbursement-agreement', changed(agreement, { amount: '2000001.05' })),
  ).toMatchObject({
    amountInWords: {
      kk: expect.stringMatching(/екі миллион бір.*теңге 05 тиын$/) as string,
      ru: expect.stringMatching(/два миллиона один.*тенге 05 тиын$/) as string,
    },
  });
});

test('a term ends so many months later, on the last day of a shorter month', async () => {
  const on = (registrationDate: string) =>
    changed(certificate, { registrationDate, date: '2026-12-31', updateDate: '2026-12-31' });
  expect(await derivedOf('industrial-certificate', on('2026-02-28'))).toEqual({ validUntil: '2029-02-28' });
  expect(await derivedOf('industrial-certificate', on('2024-02-29'))).toEqual({ validUntil: '2027-02-28' });
});

test('a derived value may be typed when it is the same', async () => {
  for (const claimedAmount of ['10694850.00', '10694850', 1069485000]) {
    expect(await derivedOf('promotion-reimbursement-application', changed(application, { claimedAmount }))).toEqual({
      claimedAmount: '10694850.00',
    });
  }
});

test('a typed value that contradicts the derived one is refused', async () => {
  const off = changed(application, { claimedAmount: '10694850.01' });
  expect(await refusalOf('promotion-reimbursement-application', off)).toEqual(['/claimedAmount contradicts-derived']);
});

test.each([0, 1, 9_007_199_254_740_991, '0', '0.5', '0.05', '900000000000000.99'])('money is %j', async (amountKzt) => {
  const paid = changed(application, { 'costs.0.amountKzt': amountKzt });
  expect((await sendByContract('/v1/forms/promotion-reimbursement-application/validate', paid)).status).toBe(200);
});

test.each([
  [1.5, 'type'],
  [-1, 'too-small'],
  [9_007_199_254_740_992, 'too-large'],
  ['1,50', 'format-money'],
  ['1.505', 'format-money'],
  ['-1', 'format-money'],
  ['1 000', 'format-money'],
  ['01', 'format-money'],
  ['1e3', 'format-money'],
  ['', 'format-money'],
  [true, 'type'],
])('money is not %j', async (amountKzt, code) => {
  const paid = changed(application, { 'costs.1.amountKzt': amountKzt });
  expect(await refusalOf('promotion-reimbursement-application', paid)).toEqual([`/costs/1/amountKzt ${code}`]);
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', '01.02.2026', ''])(
  'a date is not %j',
  async (date) => {
    expect(await refusalOf('industrial-certificate', changed(certificate, { date }))).toEqual(['/date format-date']);
  },
);

test.each([
  ['applicant.bin', '130440014279', 'format-bin', 'a wrong check digit'],
  ['applicant.bin', '13044001427', 'format-bin', 'eleven digits'],
  ['applicant.bin', '1304400142780', 'format-bin', 'thirteen digits'],
  ['applicant.bin', '131340014277', 'format-bin', 'a thirteenth month'],
  ['bank.iban', 'KZ516010131000284517', 'format-iban-kz', 'a wrong check number'],
  ['bank.iban', 'kz506010131000284517', 'format-iban-kz', 'small letters'],
  ['bank.iban', 'KZ50 6010 1310 0028 4517', 'format-iban-kz', 'spaces'],
  ['bank.bik', 'HSBKRUKX', 'format-bik', 'another country'],
  ['bank.kbe', '30', 'format-kbe', 'no such sector'],
  ['contact.email', 'no-at-sign.example', 'format-email', 'no @'],
  ['contact.phone', 'call me', 'format-phone', 'words'],
])('%s is not %j: %s, %s', async (path, value, code) => {
  const wrong = changed(application, { [path]: value });
  expect(await refusalOf('promotion-reimbursement-application', wrong)).toEqual([
    `/${path.replaceAll('.', '/')} ${code}`,
  ]);
});

test('an IIN stands where a BIN does, with its own check', async () => {
  const withIin = (iin: string) => changed(without(application, 'applicant.bin'), { 'applicant.iin': iin });
  const door = '/v1/forms/promotion-reimbursement-application/validate';
  expect((await sendByContract(door, withIin('800101300016'))).status).toBe(200);
  for (const wrong of ['800101300014', '800231300016', '130440014278']) {
    expect(await errorsOf(await sendByContract(door, withIin(wrong))), wrong).toEqual(['/applicant/iin format-iin']);
  }
});
