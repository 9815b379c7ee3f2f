import { expect, test } from 'vitest';
import type { BatchRegistry, NewBatch, NewBatchItem } from '../../src/registry/batches.ts';
import { onEveryEngine } from './engines.ts';
import { contentsOf, newRegistry, opened } from './folders.ts';
import { actor, astana, claim } from './samples.ts';

const order: NewBatch = {
  issuer: astana.id,
  actor,
  form: 'industrial-certificate',
  action: 'render',
  languages: ['kk', 'ru'],
  format: 'pdf',
  dryRun: false,
};
const nothing = () => Promise.resolve();
const answer = { status: 202, body: { kept: true } };
const respond = () => answer;
const unreadable = { code: 'body-not-json', params: { position: 3 }, errors: [] };

function row(at: number): NewBatchItem {
  return { number: null, data: { row: at }, failure: null };
}

async function acceptedBatch(batches: BatchRegistry, rows: readonly NewBatchItem[]): Promise<string> {
  const { id } = await batches.open(order);
  await batches.add(id, rows);
  await batches.accept(id, null, respond, nothing);
  return id;
}

async function waitingPositions(batches: BatchRegistry, id: string): Promise<number[]> {
  return (await batches.waiting(id, 0, 100, 100)).map(({ position }) => position);
}

onEveryEngine(() => {
  test('rows come in, are done, and end the batch', async () => {
    const { registry } = await newRegistry();
    const { batches } = registry;
    const { id } = await batches.open(order);
    await batches.add(id, [row(1), row(2)]);
    await batches.add(id, [{ number: null, data: null, failure: unreadable }, row(4)]);
    expect(await waitingPositions(batches, id), 'nothing is done before all are there').toEqual([]);
    expect(await batches.list({ issuer: astana.id, actor: actor.id }, 10)).toEqual([]);
    const told: string[] = [];
    const outcome = await batches.accept(id, null, respond, (_transaction, batch) => {
      told.push(batch.id);
      return nothing();
    });
    expect(outcome).toMatchObject({
      kind: 'accepted',
      response: answer,
      batch: { state: 'running', total: 4, failed: 1 },
    });
    expect(told).toEqual([id]);
    expect(await batches.waiting(id, 1, 4, 10)).toEqual([
      { batch: id, position: 2, number: null, data: { row: 2 }, attempts: 0 },
      { batch: id, position: 4, number: null, data: { row: 4 }, attempts: 0 },
    ]);
    const failure = {
      code: 'payload-invalid',
      params: { count: 1 },
      errors: [{ pointer: '/a', code: 'type', params: {} }],
    };
    await batches.settle(id, [
      { position: 1, outcome: { kind: 'issued', document: 'd1' } },
      { position: 2, outcome: { kind: 'failed', failure } },
      { position: 4, outcome: { kind: 'deferred' } },
    ]);
    expect(await batches.find(id)).toMatchObject({ state: 'running', done: 1, failed: 2, finishedAt: null });
    expect((await batches.waiting(id, 0, 4, 10))[0]).toMatchObject({ position: 4, attempts: 1 });
    const over = await batches.settle(id, [{ position: 4, outcome: { kind: 'checked' } }]);
    expect(over).toMatchObject({ state: 'finished', done: 2, failed: 2, running: null });
    expect(over.finishedAt).not.toBeNull();
    const items = await batches.items(id, { after: 0, limit: 10 });
    expect(items.map(({ state }) => state)).toEqual(['done', 'failed', 'failed', 'done']);
    expect(items[0], 'what is done is kept with its document').toMatchObject({ document: 'd1', data: null });
    expect(items[1]).toMatchObject({ failure, data: { row: 2 } });
    expect((await batches.items(id, { state: 'failed', after: 2, limit: 10 })).map(({ position }) => position)).toEqual(
      [3],
    );
  });

  test('what is told of a row twice counts once', async () => {
    const { registry } = await newRegistry();
    const { batches } = registry;
    const id = await acceptedBatch(batches, [row(1), row(2)]);
    const outcomes = [1, 2].map((at) => ({ kind: 'issued', document: `d${at}` }) as const);
    await Promise.all(outcomes.map((outcome) => batches.settle(id, [{ position: 1, outcome }])));
    expect(await batches.find(id)).toMatchObject({ state: 'running', done: 1 });
  });

  test('rendered files are kept as long as their batch', async () => {
    const { registry, dataFolder } = await newRegistry();
    const { batches } = registry;
    const id = await acceptedBatch(batches, [row(1), row(2)]);
    const files = ['one', 'two'].map((text) => Buffer.from(text));
    await batches.settle(
      id,
      files.map((bytes, at) => ({ position: at + 1, outcome: { kind: 'rendered', bytes } })),
    );
    const items = await batches.items(id, { after: 0, limit: 10 });
    const kept = await Promise.all(items.map(({ content }) => batches.content(content ?? '')));
    expect(kept.map((bytes) => Buffer.from(bytes))).toEqual(files);
    expect(await contentsOf(dataFolder)).toHaveLength(2);
    expect(await batches.forget(id)).toBe(true);
    expect(await batches.find(id)).toBeNull();
    expect(await contentsOf(dataFolder)).toEqual([]);
  });

  test('the same Idempotency-Key forgets the second batch and keeps the first answer', async () => {
    const { registry } = await newRegistry();
    const { batches } = registry;
    const accept = async (fingerprint: string) => {
      const { id } = await batches.open(order);
      await batches.add(id, [row(1)]);
      return batches.accept(id, { ...claim, fingerprint }, respond, nothing);
    };
    expect((await accept('a')).kind).toBe('accepted');
    expect(await accept('a')).toEqual({ kind: 'replay', response: answer });
    expect(await accept('b')).toEqual({ kind: 'conflict' });
    expect(await batches.list({ issuer: astana.id, actor: actor.id }, 10)).toHaveLength(1);
  });

  test('a batch stops, goes on and ends when told', async () => {
    const { registry } = await newRegistry();
    const { batches } = registry;
    const id = await acceptedBatch(batches, [row(1), row(2)]);
    expect(await batches.forget(id), 'it is under way').toBe(false);
    expect(await batches.change(id, 'pause', nothing)).toMatchObject({ state: 'paused', running: null });
    expect(await waitingPositions(batches, id)).toEqual([]);
    await batches.settle(id, [{ position: 1, outcome: { kind: 'checked' } }]);
    expect(await batches.change(id, 'resume', nothing)).toMatchObject({
      state: 'running',
      done: 1,
      running: { finishedBefore: 1 },
    });
    expect(await waitingPositions(batches, id)).toEqual([2]);
    expect(await batches.change(id, 'cancel', nothing)).toMatchObject({ state: 'cancelled' });
    expect(await waitingPositions(batches, id)).toEqual([]);
    expect(
      await batches.settle(id, [{ position: 2, outcome: { kind: 'checked' } }]),
      'what had begun is told',
    ).toMatchObject({
      state: 'cancelled',
      done: 2,
    });
    expect(await batches.change(id, 'resume', nothing)).toBeNull();
  });

  test('batches that were over long ago are forgotten', async () => {
    const { registry } = await newRegistry();
    const { batches } = registry;
    const over = await acceptedBatch(batches, [row(1)]);
    await batches.change(over, 'cancel', nothing);
    const going = await acceptedBatch(batches, [row(1)]);
    expect(await batches.forgetOver('2000-01-01T00:00:00Z')).toBe(0);
    expect(await batches.forgetOver('2100-01-01T00:00:00Z')).toBe(1);
    expect(await batches.find(over)).toBeNull();
    expect(await batches.find(going)).not.toBeNull();
  });

  test('batches of a process that is gone go on in another; one that was not accepted is forgotten', async () => {
    const { registry: before, dataFolder } = await newRegistry();
    const going = await acceptedBatch(before.batches, [row(1)]);
    const paused = await acceptedBatch(before.batches, [row(1)]);
    await before.batches.change(paused, 'pause', nothing);
    const { id: received } = await before.batches.open(order);
    await before.batches.add(received, [row(1)]);
    const { batches } = await opened(dataFolder);
    expect(await batches.adopt(), 'it is alive').toEqual([]);
    await before.close();
    expect(await batches.adopt()).toEqual([going]);
    expect(await batches.adopt()).toEqual([going]);
    expect(await batches.find(received)).toBeNull();
    expect((await batches.find(paused))?.state).toBe('paused');
    expect((await batches.change(paused, 'resume', nothing))?.state).toBe('running');
    expect((await batches.adopt()).toSorted()).toEqual([going, paused].toSorted());
  });

  test('a batch of rows that nobody can read is over at once', async () => {
    const { registry } = await newRegistry();
    const id = await acceptedBatch(registry.batches, [{ number: null, data: null, failure: unreadable }]);
    expect(await registry.batches.find(id)).toMatchObject({ state: 'finished', failed: 1 });
  });
});
