import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changed } from '../http/payloads.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';
import type { DocumentPage, IssuedDocument, Verification } from './answers.ts';
import { Desk } from './desk.ts';
import { orderOf, unnumbered } from './orders.ts';

const dataFolder = newDataFolder();
let service: ChildService;
let desk: Desk;

beforeAll(async () => {
  service = await startChildService({ NYSAN_DATA_DIR: dataFolder, NYSAN_ISSUER_CODE: '110' });
  desk = new Desk(service.url, testKey);
});

afterAll(async () => {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

/** A certificate registered on a day: its term is 36 months. */
function registered(day: string): Promise<IssuedDocument> {
  const data = changed(unnumbered('industrial-certificate'), { registrationDate: day, date: day });
  return desk.issued(orderOf('industrial-certificate', { data }));
}

/** The states that record, code, search and status list tell; all the same. */
async function stateAt(instant: string, document: IssuedDocument): Promise<string> {
  await service.setClock(new Date(instant));
  const { state } = await desk.record(document.id);
  const verification = await desk.json<Verification>(desk.ask(`/v1/verifications/${document.verification.code}`));
  expect(verification.state).toBe(state);
  const found = await desk.json<DocumentPage>(desk.send('/v1/documents/search', { number: document.number, state }));
  expect(found.documents.map(({ id }) => id)).toEqual([document.id]);
  const { lists } = await desk.json<{ lists: { entries: { documentId: string; state: string }[] }[] }>(
    desk.ask('/v1/status-list'),
  );
  const entry = lists.flatMap(({ entries }) => entries).find(({ documentId }) => documentId === document.id);
  expect(entry?.state ?? 'valid').toBe(state);
  return state;
}

test.each([
  ['an ordinary day', '2026-11-20', '2029-11-20'],
  ['29 February, after which comes no other in three years', '2024-02-29', '2027-02-28'],
  ['the last day of a year', '2025-12-31', '2028-12-31'],
])('%s: 36 months, and the last day counts to 24:00 of Almaty', async (_, day, lastDay) => {
  await service.setClock(new Date('2026-11-20T06:00:00Z'));
  const document = await registered(day);
  expect(document.validUntil).toBe(lastDay);
  // Almaty is five hours ahead of UTC: 23:59 there is 18:59Z.
  expect(await stateAt(`${lastDay}T18:59:59Z`, document)).toBe('valid');
  expect(await stateAt(`${lastDay}T19:00:00Z`, document)).toBe('expired');
});

test('what has expired is said after what was done to it', async () => {
  await service.setClock(new Date('2026-11-20T06:00:00Z'));
  const [document, successor] = [await registered('2024-01-10'), await registered('2026-11-20')];
  expect(await stateAt('2027-01-10T19:01:00Z', document)).toBe('expired');
  await desk.send(`/v1/documents/${document.id}/replacement`, { reason: 'Жаңасы', by: successor.id });
  expect(await stateAt('2027-01-10T19:02:00Z', document)).toBe('replaced');
  await desk.send(`/v1/documents/${document.id}/revocation`, { reason: 'Қате' });
  expect(await stateAt('2027-01-10T19:03:00Z', document)).toBe('revoked');
});

test('an expired certificate is extended, and is in force again', async () => {
  await service.setClock(new Date('2026-11-20T06:00:00Z'));
  const document = await registered('2024-01-10');
  expect(await stateAt('2027-01-20T06:00:00Z', document)).toBe('expired');
  const body = { reason: 'Ұзарту', validUntil: '2030-01-10' };
  expect((await desk.send(`/v1/documents/${document.id}/extension`, body)).status).toBe(200);
  expect(await stateAt('2030-01-10T18:59:59Z', document)).toBe('valid');
  expect(await stateAt('2030-01-10T19:00:00Z', document)).toBe('expired');
});

test('the year of numbers turns at midnight of Almaty, and each year counts from one', async () => {
  await service.setClock(new Date('2030-12-31T18:59:59Z'));
  expect((await registered('2030-12-31')).number).toBe('110000001');
  expect((await desk.issued(orderOf('end-user-refusal'))).number).toBe('2030-00001');
  await service.setClock(new Date('2030-12-31T19:00:00Z'));
  expect((await registered('2031-01-01')).number).toBe('110100001');
  expect((await desk.issued(orderOf('end-user-refusal'))).number).toBe('2031-00001');
});

test('days of a search are days of Almaty', async () => {
  await service.setClock(new Date('2031-03-01T18:59:59Z'));
  const evening = await registered('2031-03-01');
  await service.setClock(new Date('2031-03-01T19:00:00Z'));
  const night = await registered('2031-03-02');
  const idsOn = async (day: string) => {
    const page = await desk.json<DocumentPage>(desk.send('/v1/documents/search', { from: day, to: day }));
    return page.documents.map(({ id }) => id);
  };
  expect(await idsOn('2031-03-01')).toEqual([evening.id]);
  expect(await idsOn('2031-03-02')).toEqual([night.id]);
});
