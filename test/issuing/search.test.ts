import { expect, test } from 'vitest';
import { changed, errorsOf } from '../http/payloads.ts';
import type { DocumentPage } from './answers.ts';
import { newIssuer } from './desk.ts';
import { orderOf, unnumbered } from './orders.ts';

const { desk } = await newIssuer('110');
const refusal = 'end-user-refusal';
const certificate = 'industrial-certificate';

function holderOf(form: string, bin: string, kk: string, ru: string) {
  return { data: changed(unnumbered(form), { 'applicant.bin': bin, 'applicant.name': { kk, ru } }) };
}

const slash = await desk.issued(orderOf(refusal, { number: 'ҚР-12/7 №3' }));
const steel = await desk.issued(
  orderOf(certificate, { number: '110600417', ...holderOf(certificate, '120340001230', '«Болат» ЖШС', 'ТОО «Сталь»') }),
);
const person = await desk.issued(
  orderOf(refusal, { number: '8', ...holderOf(refusal, '870412300129', 'Ахметов Ерлан ЖК', 'ИП Ахметов Ерлан') }),
);
const revoked = await desk.issued(orderOf(refusal, { number: '9' }));
await desk.send(`/v1/documents/${revoked.id}/revocation`, { reason: 'Ошибка' });

async function numbers(conditions: object): Promise<string[]> {
  const page = await desk.json<DocumentPage>(desk.send('/v1/documents/search', conditions));
  expect(page.next).toBeNull();
  return page.documents.map(({ number }) => number).sort();
}

test.each([
  ['the number, with slash and Cyrillic', { number: 'ҚР-12/7 №3' }, [slash.number]],
  ['a part of the number', { number: 'ҚР-12' }, []],
  ['the BIN of the holder', { holder: '120340001230' }, [steel.number]],
  ['a part of the name in Russian', { holder: 'стАль' }, [steel.number]],
  ['a part of the name in Kazakh', { holder: '«болат»' }, [steel.number]],
  ['the name of an individual', { holder: 'ахметов' }, [person.number]],
  ['the IIN of an individual, which is not kept', { holder: '870412300129' }, []],
  ['the form', { form: certificate }, [steel.number]],
  ['the state', { state: 'revoked' }, [revoked.number]],
  ['form and state', { form: certificate, state: 'revoked' }, []],
  [
    'the day',
    { from: '2026-11-20', to: '2026-11-20' },
    [slash, steel, person, revoked].map((one) => one.number).sort(),
  ],
  ['a day before', { to: '2026-11-19' }, []],
  ['a day after', { from: '2026-11-21' }, []],
  ['all days there are', { from: '0001-01-01', to: '9999-12-31', form: certificate }, [steel.number]],
  ['signs of the database', { holder: '%' }, []],
])('documents are found by %s', async (_, conditions, found) => {
  expect(await numbers(conditions)).toEqual(found);
});

test('a found document is the record, and tells whom it is about', async () => {
  const page = await desk.json<DocumentPage>(desk.send('/v1/documents/search', { number: steel.number }));
  const holder = { name: '«Болат» ЖШС / ТОО «Сталь»', bin: '120340001230' };
  expect(page.documents).toEqual([{ ...(await desk.record(steel.id)), holder }]);
});

test('pages follow each other until the last, each document on one of them', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: DocumentPage = await desk.json(
      desk.send('/v1/documents/search', { limit: 3, ...(after === null ? {} : { after }) }),
    );
    expect(page.documents.length).toBeLessThanOrEqual(3);
    seen.push(...page.documents.map(({ number }) => number));
    after = page.next;
  } while (after !== null);
  expect(seen.sort()).toEqual([slash, steel, person, revoked].map(({ number }) => number).sort());
});

test.each([
  [{ after: 'not-a-cursor' }, '/after invalid'],
  [{ limit: 0 }, '/limit too-small'],
  [{ limit: 101 }, '/limit too-large'],
  [{ from: '2026-02-30' }, '/from format-date'],
  [{ state: 'forged' }, '/state choice'],
  [{ issuer: 'other' }, '/issuer unknown-property'],
  [{ number: 7 }, '/number type'],
])('the search %j is refused', async (conditions, error) => {
  const answer = await desk.send('/v1/documents/search', conditions);
  expect(answer.status).toBe(422);
  expect(await errorsOf(answer)).toEqual([error]);
});
