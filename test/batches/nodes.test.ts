import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, inject, onTestFinished, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { newSchema } from '../registry/engines.ts';
import { temporaryFolder } from '../registry/folders.ts';
import { actor } from '../registry/samples.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { expectOneDocumentARow } from './issued-rows.ts';
import { chamber } from './marked-rows.ts';

const rowCount = 300;
/** Documents that a node has made before the test goes on: its share is under way. */
const underWay = 10;

test('two nodes do the rows of one batch; one is killed, and the other does the rest, each row once', async () => {
  const dataFolder = await temporaryFolder();
  const databaseUrl = await newSchema(await sharedPostgres(inject('postgresSocket')), dataFolder);
  const registry = await openRegistry({ dataFolder, databaseUrl });
  onTestFinished(() => registry.close());
  await registry.addIssuer(chamber, actor);
  const nodes = [await node(dataFolder, databaseUrl), await node(dataFolder, databaseUrl)] as const;
  const [first, second] = nodes;
  const made = Promise.all(nodes.map(madeSome));
  const accepted = batchOf(first);
  first.send(rowCount);
  const id = await accepted;
  await made;
  first.kill('SIGKILL');
  await expect
    .poll(async () => (await registry.batches.find(id))?.state, { timeout: 50_000, interval: 200 })
    .toBe('finished');
  expect(second.exitCode).toBeNull();
  await expectOneDocumentARow(registry, id, rowCount);
});

async function node(dataFolder: string, databaseUrl: string): Promise<ChildProcess> {
  const child = fork(projectPath('test', 'batches', 'child.ts'), [dataFolder, databaseUrl]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  return child;
}

/** Resolves when a node has made some documents. */
function madeSome(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    child.on('message', (message) => {
      if (typeof message === 'object' && 'made' in message) count += 1;
      if (count === underWay) resolve();
    });
  });
}

/** Id of the batch that a node accepts. */
function batchOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'batch' in message) resolve(String(message.batch));
    });
  });
}
