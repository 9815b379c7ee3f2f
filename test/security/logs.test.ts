import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Json, type JsonObject, isJsonArray, isJsonObject } from '../../src/forms/json.ts';
import { changed, exampleOf, without } from '../http/payloads.ts';
import { serve, type Served } from '../reliability/served.ts';
import { testKey } from '../support/service.ts';

const example = await exampleOf('promotion-reimbursement-application');
let service: Served;

beforeAll(async () => {
  service = await serve({ NYSAN_LOG_LEVEL: 'debug' });
});

afterAll(async () => {
  await service.stop();
});

/** Texts of a payload that tell something of somebody: names, numbers, addresses, telephones. */
function personalTexts(value: Json): string[] {
  if (typeof value === 'string') return value.length >= 5 && !/^\d{4}-\d\d-\d\d$/.test(value) ? [value] : [];
  if (isJsonArray(value)) return value.flatMap(personalTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(personalTexts) : [];
}

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${service.url}/v1/forms/promotion-reimbursement-application/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/json', ...headers },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

function logged(): JsonObject[] {
  return service
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as JsonObject);
}

test('the log tells of every request, and nothing of what was in it', async () => {
  const body = JSON.stringify(example);
  expect(await post('render?format=pdf&language=kk,ru', body)).toBe(200);
  expect(await post('render?format=docx', body)).toBe(200);
  expect(await post('validate', JSON.stringify(without(example, 'date')))).toBe(422);
  expect(await post('validate', JSON.stringify(changed(example, { 'applicant.bin': '130440014279' })))).toBe(422);
  expect(await post('validate', `${body} and more`)).toBe(400);
  expect(await post('validate', body.slice(0, -20))).toBe(400);
  expect(await post(`render?language=${encodeURIComponent('Сәрсенбаев Нұрлан')}`, body)).toBe(400);
  expect(await post('validate', body, { 'X-Request-Id': 'n.sarsenbaev@ile-bylgary.example' })).toBe(200);
  await expect.poll(() => logged().filter(({ method }) => method === 'POST').length).toBe(8);
  const personal = [
    ...personalTexts(example),
    '130440014279',
    'Сәрсенбаев',
    encodeURIComponent('Сәрсенбаев'),
    'sarsenbaev',
  ];
  expect(personal).toEqual(expect.arrayContaining(['130440014278', '+7 701 555 14 82', 'KZ506010131000284517']));
  expect(personal.filter((text) => service.output().includes(text))).toEqual([]);
});

test('nor is the key in it', () => {
  expect(service.output()).not.toContain(testKey);
});

test('a line has the number, the route, the status and the time of a request', () => {
  expect(logged().find(({ status }) => status === 422)).toMatchObject({
    service: 'nysan',
    request: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    method: 'POST',
    route: '/v1/forms/:form/validate',
    milliseconds: expect.any(Number) as number,
  });
});
