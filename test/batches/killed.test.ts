import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadCommonDefinitions, loadForm, projectFolders } from '../../src/forms/catalogue.ts';
import { valueAt, withValueAt, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { projectPath } from '../../src/project.ts';
import type { NewBatch } from '../../src/registry/batches.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { databaseOf } from '../registry/engines.ts';
import { opened, temporaryFolder } from '../registry/folders.ts';
import { actor } from '../registry/samples.ts';

const rowCount = 60;
const mark = 'equipment.0.quantity';
const kills = 20;
/** Milliseconds of a life in which rows are done: the shortest and the longest. */
const life = { least: 5, most: 70 };

const chamber = { id: 'main', bin: '000140000001', code: '110', name: { kk: 'Палата', ru: 'Палата' } };
const { id: form, example } = loadForm(
  'industrial-certificate',
  projectFolders,
  loadCommonDefinitions(projectFolders.schemas),
);
const order: NewBatch = {
  issuer: chamber.id,
  actor,
  form,
  action: 'issue',
  languages: ['kk'],
  format: 'pdf',
  dryRun: false,
};

test('killed twenty times: every row has one document, and no number is lost or doubled', async () => {
  const dataFolder = await temporaryFolder();
  const id = await leftBehind(dataFolder);
  for (let kill = 0; kill < kills; kill += 1) {
    const child = await working(dataFolder);
    await wait(randomInt(life.least, life.most));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const registry = await opened(dataFolder);
  expect((await registry.batches.find(id))?.state, 'the last life has something left to do').toBe('running');
  await working(dataFolder);
  await expect.poll(async () => (await registry.batches.find(id))?.state, { timeout: 30_000 }).toBe('finished');
  await expectOneDocumentARow(registry, id);
});

/** A batch whose process ended as soon as it had acknowledged it. */
async function leftBehind(dataFolder: string): Promise<string> {
  const registry = await opened(dataFolder);
  await registry.addIssuer(chamber, actor);
  const { id } = await registry.batches.open(order);
  const rows = Array.from({ length: rowCount }, (_, at) => ({
    number: null,
    data: rowOf(at + 1),
    failure: null,
  }));
  await registry.batches.add(id, rows);
  await registry.batches.accept(
    id,
    null,
    () => ({ status: 202, body: {} }),
    () => Promise.resolve(),
  );
  await registry.close();
  return id;
}

async function working(dataFolder: string): Promise<ChildProcess> {
  const words = [dataFolder, (await databaseOf(dataFolder)) ?? ''];
  const child = fork(projectPath('test', 'batches', 'child.ts'), words);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  return child;
}

/** A row that can be told from the others by a figure in it. */
function rowOf(position: number): JsonObject {
  const { certificateNumber: _given, ...data } = example;
  const row = withValueAt(data, mark, position);
  return isJsonObject(row) ? row : {};
}

async function expectOneDocumentARow(registry: Registry, id: string): Promise<void> {
  const items = await registry.batches.items(id, { after: 0, limit: rowCount + 1 });
  expect(items.map(({ position, state }) => [position, state])).toEqual(
    Array.from({ length: rowCount }, (_, at) => [at + 1, 'done']),
  );
  expect(await registry.batches.find(id)).toMatchObject({ total: rowCount, done: rowCount, failed: 0 });
  const { records, next } = await registry.search({ issuer: chamber.id, limit: rowCount + 1 });
  expect(next).toBeNull();
  expect(records.map((record) => record.id).sort()).toEqual(items.map(({ document }) => document).sort());
  const year = records[0]?.issuedAt.slice(3, 4) ?? '';
  const numbers = Array.from({ length: rowCount }, (_, at) => `110${year}${String(at + 1).padStart(5, '0')}`);
  expect(records.map(({ number }) => number).sort()).toEqual(numbers);
  for (const { document, position } of items) {
    const payload = await registry.payload(document ?? '');
    expect(valueAt(payload?.data, mark), `the document of row ${position}`).toBe(position);
  }
  expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
}
