import { expect, test } from 'vitest';
import { isJsonObject } from '../../src/forms/json.ts';
import { mediaTypes } from '../../src/render/formats.ts';
import { changed, exampleOf, without } from '../http/payloads.ts';
import type { DocumentPage } from '../issuing/answers.ts';
import { newIssuer } from '../issuing/desk.ts';
import { BatchDesk, ndjson } from './batch-desk.ts';

const form = 'end-user-refusal';
const example = await exampleOf(form);
/** The service gives a number to what it issues. */
const unnumbered = without(example, 'number');
const wrong = without(example, 'applicant');
const { desk, deskWith } = await newIssuer('110');
const batches = new BatchDesk(desk);

async function codeOf(answer: Promise<Response>): Promise<string> {
  const { status, code } = (await (await answer).json()) as { readonly status: number; readonly code: string };
  return `${status} ${code}`;
}

test('each row is a document or has its errors; one that is wrong does not stop the others', async () => {
  const rows = [example, wrong, { data: unnumbered, number: 'KZ/1' }];
  const body = `${ndjson(rows)}\nnonsense\n${JSON.stringify({ data: example, extra: 1 })}\n[]`;
  const answer = await batches.post(`form=${form}&language=kk&format=docx`, body);
  expect(answer.status).toBe(202);
  const { id, total } = (await answer.json()) as { readonly id: string; readonly total: number };
  expect(answer.headers.get('Location')).toBe(`/v1/batches/${id}`);
  expect(total).toBe(6);
  expect(await batches.over(id)).toMatchObject({ state: 'finished', total: 6, done: 2, failed: 4 });
  const { items, next } = await batches.items(id);
  expect(next).toBeNull();
  expect(items.map(({ state, problem }) => problem?.code ?? state)).toEqual([
    'done',
    'payload-invalid',
    'done',
    'body-not-json',
    'payload-invalid',
    'body-not-object',
  ]);
  expect(items[1]?.problem?.errors?.[0]?.pointer).toMatch(/^\/applicant/);
  const files = await batches.archive(id);
  expect(files.map(({ name }) => name)).toEqual([`1-${form}-kk.docx`, '3-KZ-1-kk.docx']);
  expect(files.every(({ bytes }) => bytes.subarray(0, 2).toString() === 'PK')).toBe(true);
});

test('what is issued is issued: numbered in the order of the rows, found, and in the archive as it is kept', async () => {
  const rows = [unnumbered, wrong, unnumbered, { data: unnumbered, number: 'KZ12/77' }];
  const { id } = await batches.started(`form=${form}&action=issue&language=kk,ru`, rows);
  expect(await batches.over(id)).toMatchObject({ state: 'finished', done: 3, failed: 1 });
  const { items } = await batches.items(id, 'state=done');
  const records = await Promise.all(items.map(({ document }) => desk.record(document ?? '')));
  expect(records.map(({ number }) => number)).toEqual(['2026-00001', '2026-00002', 'KZ12/77']);
  const page = await desk.json<DocumentPage>(desk.send('/v1/documents/search', {}));
  expect(page.documents.map((found) => found.id).sort()).toEqual(records.map((record) => record.id).sort());
  const files = await batches.archive(id);
  expect(files.map(({ name }) => name)).toEqual([
    '1-2026-00001-kk-ru.pdf',
    '3-2026-00002-kk-ru.pdf',
    '4-KZ12-77-kk-ru.pdf',
  ]);
  const [first] = records;
  expect(files[0]?.bytes).toEqual(Buffer.from(await desk.file(first?.id ?? '', 'kk-ru.pdf')));
});

test('a dry run only checks, as the action would', async () => {
  const strange = { data: unnumbered, number: 'with  two blanks' };
  const { id } = await batches.started(`form=${form}&action=issue&dryRun=true`, [unnumbered, wrong, strange]);
  expect(await batches.over(id)).toMatchObject({ state: 'finished', dryRun: true, done: 1, failed: 2 });
  expect((await batches.items(id)).items.map(({ document }) => document)).toEqual([null, null, null]);
  expect(await batches.archive(id)).toEqual([]);
});

test('an array does as well as lines', async () => {
  const body = JSON.stringify([example, example], null, 1);
  const { id } = await desk.json<{ readonly id: string }>(
    batches.post(`form=${form}&dryRun=true`, body, { 'Content-Type': 'application/json' }),
    202,
  );
  expect(await batches.over(id)).toMatchObject({ total: 2, done: 2 });
});

test('events tell the progress up to the end, and begin again after what was seen', async () => {
  const { id } = await batches.started(
    `form=${form}&dryRun=true`,
    Array.from({ length: 5 }, () => example),
  );
  const events = await batches.events(id);
  expect(events.at(-1)?.data).toMatchObject({ id, state: 'finished', done: 5 });
  const versions = events.map((event) => Number(event.id));
  expect(versions).toEqual(versions.toSorted((one, other) => one - other));
  const seen = { 'Last-Event-ID': events.at(-1)?.id ?? '' };
  expect((await desk.ask(`/v1/batches/${id}/events`, { headers: seen })).status).toBe(204);
  expect(await batches.events(id, { 'Last-Event-ID': '1' })).toHaveLength(1);
});

test('rows come page by page', async () => {
  const { id } = await batches.started(`form=${form}&dryRun=true`, [wrong, example, wrong, wrong]);
  await batches.over(id);
  const first = await batches.items(id, 'state=failed&limit=2');
  expect(first.items.map(({ position }) => position)).toEqual([1, 3]);
  const second = await batches.items(id, `state=failed&limit=2&after=${first.next ?? ''}`);
  expect(second.items.map(({ position }) => position)).toEqual([4]);
  expect(second.next).toBeNull();
});

test('rows that failed come back as a workbook, which can be corrected and sent again', async () => {
  const bin = changed(example, { 'applicant.bin': '170340004196' });
  const { id } = await batches.started(`form=${form}&dryRun=true`, [example, bin, wrong]);
  await batches.over(id);
  const workbook = await batches.file(`/v1/batches/${id}/errors.xlsx`);
  const again = await desk.json<{ readonly id: string }>(
    batches.post(`form=${form}&dryRun=true`, workbook, { 'Content-Type': mediaTypes.xlsx }),
    202,
  );
  expect(await batches.over(again.id)).toMatchObject({ total: 2, done: 0, failed: 2 });
  const [first, second] = (await batches.items(again.id)).items;
  expect(first?.problem?.errors?.map(({ pointer }) => pointer)).toEqual(['/applicant/bin']);
  expect(second?.problem?.errors?.every(({ pointer }) => pointer.startsWith('/applicant'))).toBe(true);
});

test('a template that is filled in makes a document, sent as a file or as a form of a page', async () => {
  const template = await batches.file(`/v1/forms/${form}/batch-template.xlsx?language=ru&example=true`);
  const upload = new FormData();
  upload.append('file', new Blob([new Uint8Array(template)], { type: mediaTypes.xlsx }), 'шаблон.xlsx');
  const sent = await desk.ask(`/v1/batches?form=${form}&format=html`, { method: 'POST', body: upload });
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as { readonly id: string };
  expect(await batches.over(id)).toMatchObject({ total: 1, done: 1 });
});

test('the same Idempotency-Key and body get the same batch', async () => {
  const key = { 'Idempotency-Key': 'night' };
  const query = `form=${form}&dryRun=true`;
  const first = await desk.json<{ readonly id: string }>(batches.post(query, ndjson([example]), key), 202);
  const second = await desk.json<{ readonly id: string }>(batches.post(query, ndjson([example]), key), 202);
  expect(second.id).toBe(first.id);
  expect(await codeOf(batches.post(query, ndjson([wrong]), key))).toBe('422 idempotency-conflict');
  expect(await codeOf(batches.post(`${query}&language=ru`, ndjson([example]), key))).toBe('422 idempotency-conflict');
  const { batches: own } = await desk.json<{ readonly batches: readonly { readonly id: string }[] }>(
    desk.ask('/v1/batches'),
  );
  expect(own.filter((batch) => batch.id === first.id)).toHaveLength(1);
});

test('a batch is paused, goes on, and is cancelled; what is over stays so', async () => {
  const rows = Array.from({ length: 40 }, () => example);
  const { id } = await batches.started(`form=${form}`, rows);
  expect((await batches.change(id, 'pause')).state).toBe('paused');
  expect(await codeOf(desk.ask(`/v1/batches/${id}/archive`))).toBe('409 batch-under-way');
  expect(await codeOf(desk.ask(`/v1/batches/${id}`, { method: 'DELETE' }))).toBe('409 batch-under-way');
  expect((await batches.change(id, 'resume')).state).toBe('running');
  expect(await batches.over(id)).toMatchObject({ state: 'finished', done: 40 });
  expect(await codeOf(desk.ask(`/v1/batches/${id}/pause`, { method: 'POST' }))).toBe('409 batch-over');

  const other = await batches.started(`form=${form}`, rows);
  expect((await batches.change(other.id, 'cancel')).state).toBe('cancelled');
  const { done } = await batches.over(other.id);
  expect(done).toBeLessThan(40);
  expect(await codeOf(desk.ask(`/v1/batches/${other.id}/resume`, { method: 'POST' }))).toBe('409 batch-over');
});

test('a batch that is over is forgotten when asked', async () => {
  const { id } = await batches.started(`form=${form}&format=html`, [example]);
  await batches.over(id);
  expect((await desk.ask(`/v1/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(desk.ask(`/v1/batches/${id}`))).toBe('404 batch-unknown');
});

test('batches are seen by their own key only, and started with the right that they need', async () => {
  const { id } = await batches.started(`form=${form}&action=issue&dryRun=true`, [example]);
  const renderer = await deskWith(['render']);
  expect(await codeOf(renderer.ask(`/v1/batches/${id}`))).toBe('404 batch-unknown');
  expect(await renderer.json(renderer.ask('/v1/batches'))).toEqual({ batches: [] });
  const theirs = new BatchDesk(renderer);
  expect(await codeOf(theirs.post(`form=${form}&action=issue`, ndjson([example])))).toBe('403 scope-missing');
  const signer = await deskWith(['sign']);
  expect(await codeOf(signer.ask('/v1/batches'))).toBe('403 scope-missing');
});

test.each([
  ['form=unheard-of', '{}', '404 form-unknown'],
  ['', '{}', '404 form-unknown'],
  [`form=${form}&action=revoke`, '{}', '400 query-invalid'],
  [`form=${form}&action=issue&format=html`, '{}', '400 query-invalid'],
  [`form=${form}&language=en`, '{}', '400 query-invalid'],
  [`form=${form}`, '\n\n', '422 batch-empty'],
  ['form=digital-service-standard&action=issue&language=ru', '{}', '422 form-not-issued'],
  ['form=digital-service-standard&language=kk', '{}', '406 language-unavailable'],
])('%s is refused as a whole', async (query, body, expected) => {
  expect(await codeOf(batches.post(query, body))).toBe(expected);
});

test('a body that is no batch is refused as a whole', async () => {
  const query = `form=${form}`;
  const json = { 'Content-Type': 'application/json' };
  expect(await codeOf(batches.post(query, '{"data":1}', json))).toBe('400 body-not-json');
  expect(await codeOf(batches.post(query, '[{}', json))).toBe('400 body-not-json');
  expect(await codeOf(batches.post(query, 'PK', { 'Content-Type': mediaTypes.xlsx }))).toBe('422 sheet-unreadable');
  expect(await codeOf(batches.post(query, 'a', { 'Content-Type': 'text/csv' }))).toBe('415 media-type-unsupported');
  expect(await codeOf(batches.post(query, '{}', { 'Idempotency-Key': 'ключ'.replace(/./g, ' ') + ' a b' }))).toBe(
    '400 idempotency-key-invalid',
  );
  const own = await desk.json<{ readonly batches: readonly unknown[] }>(desk.ask('/v1/batches'));
  expect(own.batches.every((batch) => isJsonObject(batch) && batch['total'] !== 0)).toBe(true);
});
