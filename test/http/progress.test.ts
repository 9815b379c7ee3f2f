import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { newIssuer } from '../issuing/desk.ts';
import { ask } from '../support/ask.ts';
import { askByContract, expectContract, sendByContract } from '../support/contract.ts';
import { exampleOf, problemOf } from './payloads.ts';

const render = '/v1/forms/domestic-producers-registry/render?language=ru';
const steps = ['receive', 'validate', 'compose', 'wait', 'swap', 'print', 'transfer', 'postprocess', 'ready'];

/** As a request with such a body has to be sent. */
const streaming = { duplex: 'half' as const };

interface Told {
  readonly step: string;
  readonly done: number;
  readonly secondsLeft: number | null;
}

/** Events as they come. */
async function* eventsOf(answer: Response): AsyncGenerator<Told> {
  expect(answer.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const [, data] = /^event: progress\ndata: (.+)$/.exec(event) ?? [];
      if (data !== undefined) yield JSON.parse(data) as Told;
    }
  }
}

/** A document that is being sent: its rows come when they are let. */
function beingSent(path: string): {
  readonly id: string;
  readonly send: (rows: string) => void;
  readonly answer: Promise<Response>;
} {
  const id = randomUUID();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // An empty line is no row, but a request goes out with its first bytes.
  void writer.write(Buffer.from('\n'));
  const answer = ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', 'Nysan-Progress': id },
    body: readable,
    ...streaming,
  });
  const send = (rows: string) => {
    void writer.write(Buffer.from(rows)).then(() => writer.close());
  };
  return { id, send, answer };
}

async function firstRow(): Promise<JsonObject> {
  const { producers } = await exampleOf('domestic-producers-registry');
  const [row] = isJsonArray(producers) ? producers : [];
  if (!isJsonObject(row)) throw new Error('the example has no row');
  return row;
}

test('who sends a document is told each step of it, and how much is probably done', async () => {
  const { id, send, answer } = beingSent(render);
  const watching = await ask(`/v1/progress/${id}`);
  await expectContract('GET', `/v1/progress/${id}`, watching.clone());
  const told: Told[] = [];
  const row = `${JSON.stringify(await firstRow())}\n`;
  for await (const event of eventsOf(watching)) {
    if (told.length === 0) send(row.repeat(60));
    told.push(event);
  }
  expect((await answer).status).toBe(200);
  expect(told.map(({ step }) => step).filter((step, at, all) => step !== all[at - 1])).toEqual(steps);
  const done = told.map((event) => event.done);
  expect(done).toEqual(done.toSorted((one, other) => one - other));
  expect(done[0]).toBe(0);
  expect(done.at(-2)).toBe(0.99);
  expect(done.at(-1)).toBe(1);
  expect(told.find(({ step }) => step === 'swap')?.secondsLeft).toBeGreaterThanOrEqual(1);
  expect(told[0]?.secondsLeft).toBeNull();
});

test('a document that is refused ends with that', async () => {
  const { id, send, answer } = beingSent(render);
  const told: Told[] = [];
  for await (const event of eventsOf(await ask(`/v1/progress/${id}`))) {
    if (told.length === 0) send('{}\n');
    told.push(event);
  }
  expect((await answer).status).toBe(422);
  expect(told.map(({ step }) => step)).toEqual(['receive', 'validate', 'refused']);
  expect(told.map(({ done }) => done)).toEqual([0, 0, 0]);
});

test('others are not told, nor is anybody of what is answered or never came', async () => {
  const { desk } = await newIssuer();
  const { id, send, answer } = beingSent(`${render}&format=html`);
  const own = await ask(`/v1/progress/${id}`);
  const ofOther = desk.ask(`/v1/progress/${id}`);
  const unheardOf = askByContract(`/v1/progress/${randomUUID()}`);
  send(`${JSON.stringify(await firstRow())}\n`);
  expect((await answer).status).toBe(200);
  expect(await own.text()).toContain('"ready"');
  const over = askByContract(`/v1/progress/${id}`);
  for (const refused of await Promise.all([ofOther, unheardOf, over])) {
    expect(await problemOf(refused)).toMatchObject({ status: 404, code: 'progress-unknown' });
  }
});

test('an id that can be guessed is refused', async () => {
  const example = await exampleOf('end-user-refusal');
  const headers = { 'Nysan-Progress': 'mine' };
  const refused = await sendByContract('/v1/forms/end-user-refusal/render', example, headers);
  expect(await problemOf(refused)).toMatchObject({ status: 400, code: 'progress-id-invalid' });
  expect((await askByContract('/v1/progress/mine')).status).toBe(404);
});

test('the events of an empty form are there, too', async () => {
  const id = randomUUID();
  const watching = ask(`/v1/progress/${id}`);
  const blank = await askByContract('/v1/forms/domestic-producers-registry/blank?format=pdf&rows=20', {
    headers: { 'Nysan-Progress': id },
  });
  expect(blank.status).toBe(200);
  expect(await (await watching).text()).toContain('"ready"');
});
