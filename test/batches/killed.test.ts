import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { opened, temporaryFolder } from '../registry/folders.ts';
import { actor } from '../registry/samples.ts';
import { startChildService } from '../support/child-service.ts';
import { keptDataFolder, newDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';
import { expectOneDocumentARow } from './issued-rows.ts';
import { chamber, orderOf, rowOf } from './marked-rows.ts';

const rowCount = 60;
const kills = 20;
/** Milliseconds of a life in which rows are done: the shortest and the longest. */
const life = { least: 5, most: 70 };

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
  await expectOneDocumentARow(registry, id, rowCount);
});

test('the whole service, killed while it prints: after its start the batch goes on by itself', async () => {
  const dataFolder = newDataFolder();
  const environment = { NYSAN_DATA_DIR: dataFolder, NYSAN_ISSUER_CODE: chamber.code };
  const before = await startChildService(environment);
  onTestFinished(async () => {
    await before.kill();
    rmSync(dataFolder, { recursive: true });
  });
  const count = 40;
  const rows = Array.from({ length: count }, (_, at) => JSON.stringify(rowOf(at + 1))).join('\n');
  const headers = { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/x-ndjson' };
  const query = 'form=industrial-certificate&action=issue&language=kk';
  const accepted = await fetch(`${before.url}/v1/batches?${query}`, { method: 'POST', headers, body: rows });
  const { id } = (await accepted.json()) as { readonly id: string };
  const done = async (url: string) =>
    ((await (await fetch(`${url}/v1/batches/${id}`, { headers })).json()) as { readonly done: number }).done;
  await expect.poll(() => done(before.url), { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
  await before.kill();
  const after = await startChildService(environment);
  onTestFinished(() => after.kill());
  await expect.poll(() => done(after.url), { timeout: 30_000 }).toBe(count);
  await after.stop();
  const registry = await openRegistry({ dataFolder });
  onTestFinished(() => registry.close());
  await expectOneDocumentARow(registry, id, count);
});

/** A batch whose process ended as soon as it had acknowledged it. */
async function leftBehind(dataFolder: string): Promise<string> {
  const registry = await opened(dataFolder);
  await registry.addIssuer(chamber, actor);
  const { id } = await registry.batches.open(orderOf());
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
  const words = [dataFolder, ''];
  const env = { ...process.env, NODE_COMPILE_CACHE: join(keptDataFolder, 'compiled') };
  const child = fork(projectPath('test', 'batches', 'child.ts'), words, { env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  return child;
}
