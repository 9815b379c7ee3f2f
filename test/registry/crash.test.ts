import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { databaseOf, onEveryEngine } from './engines.ts';
import { contentsOf, newRegistry, opened } from './folders.ts';
import { endLeases } from './raw-database.ts';
import { begun, claim, issued, request, series } from './samples.ts';
import { completionOf } from './signature-samples.ts';

async function child(dataFolder: string, moment: string, count = 0): Promise<ChildProcess> {
  const words = [dataFolder, moment, String(count), (await databaseOf(dataFolder)) ?? ''];
  return fork(projectPath('test', 'registry', 'child.ts'), words);
}

/** Runs a process that is killed at a moment; gives the folder it leaves, and what it told. */
async function killed(moment: string): Promise<{ readonly dataFolder: string; readonly told: unknown[] }> {
  const { registry, dataFolder } = await newRegistry();
  await registry.close();
  const process = await child(dataFolder, moment);
  const told: unknown[] = [];
  process.on('message', (message) => told.push(message));
  const [, signal] = (await once(process, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  await endLeases(dataFolder);
  return { dataFolder, told };
}

async function expectSound(registry: Registry, dataFolder: string): Promise<void> {
  expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
  const { records } = await registry.search({ issuer: 'astana', limit: 10_000 });
  expect(records.map(({ number }) => number).sort()).toEqual(records.map((_, at) => series.format(at + 1)));
  const referenced = await Promise.all(
    records.map(async ({ id }) => {
      expect(await registry.trees(id)).toHaveProperty('kk');
      expect(await registry.payload(id)).not.toBeNull();
      return (await registry.file(id, 'ru.pdf'))?.entry.sha256;
    }),
  );
  expect(await contentsOf(dataFolder)).toEqual(referenced.sort());
}

onEveryEngine(() => {
  test('killed between the steps: the retry gets the number that was held', async () => {
    const { dataFolder } = await killed('after-begin');
    const registry = await opened(dataFolder);
    expect((await issued(registry, { request: { idempotency: claim } })).number).toBe(series.format(1));
    await expectSound(registry, dataFolder);
  });

  test('killed between the steps, without a retry: the next document gets the number', async () => {
    const { dataFolder } = await killed('after-begin');
    const registry = await opened(dataFolder);
    expect((await issued(registry)).number).toBe(series.format(1));
    expect((await begun(registry, { idempotency: claim })).number).toBe(series.format(2));
  });

  test('killed while the document is recorded: nothing of it is left, and the retry makes exactly one', async () => {
    const { dataFolder } = await killed('while-recording');
    expect(await contentsOf(dataFolder)).toHaveLength(1);
    const registry = await opened(dataFolder);
    expect(await contentsOf(dataFolder)).toEqual([]);
    expect((await registry.search({ issuer: 'astana', limit: 1 })).records).toEqual([]);
    expect((await issued(registry, { request: { idempotency: claim } })).number).toBe(series.format(1));
    await expectSound(registry, dataFolder);
  });

  test('killed right after the document was recorded: all of it is there, and the retry gets its answer', async () => {
    const { dataFolder, told } = await killed('after-complete');
    const registry = await opened(dataFolder);
    const { records } = await registry.search({ issuer: 'astana', limit: 10 });
    expect(records.map(({ id }) => id)).toEqual(told);
    expect(await registry.begin(request({ idempotency: claim }))).toMatchObject({ kind: 'replay' });
    await expectSound(registry, dataFolder);
  });

  test('killed anywhere: what was told is there, and numbers go on without a gap', async () => {
    const { registry: first, dataFolder } = await newRegistry();
    await first.close();
    const told: unknown[] = [];
    const process = await child(dataFolder, 'issuing-for-ever');
    process.on('message', (message) => {
      told.push(message);
      if (told.length === 40) process.kill('SIGKILL');
    });
    await once(process, 'exit');
    await endLeases(dataFolder);
    const registry = await opened(dataFolder);
    for (const id of told) expect(await registry.byCode(String(id))).not.toBeNull();
    await issued(registry);
    await expectSound(registry, dataFolder);
  });

  test('two processes beside the service count in one series, and nobody takes what the service holds', async () => {
    const { registry, dataFolder } = await newRegistry();
    const held = await begun(registry, { idempotency: claim });
    const numbers = await Promise.all(
      [25, 25].map(async (count) => {
        const process = await child(dataFolder, 'issuing', count);
        const [[told]] = (await Promise.all([once(process, 'message'), once(process, 'exit')])) as [
          string[][],
          unknown,
        ];
        return told ?? [];
      }),
    );
    expect([held.number, ...numbers.flat()].sort()).toEqual(
      Array.from({ length: 51 }, (_, at) => series.format(at + 1)),
    );
    expect(await registry.begin(request({ idempotency: claim }))).toEqual({ kind: 'inFlight' });
  });

  test('what a process beside the service held when it was killed is given back without a restart', async () => {
    const { registry, dataFolder } = await newRegistry();
    const process = await child(dataFolder, 'after-begin');
    await once(process, 'exit');
    await endLeases(dataFolder);
    expect((await begun(registry, { idempotency: claim })).number).toBe(series.format(1));
  });

  /** The document that a killed process told of has these revisions, all of them whole, and nothing else is kept. */
  async function expectSignedTimes(registry: Registry, dataFolder: string, document: string, times: number) {
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
    const files = await registry.files(document);
    expect(files.map(({ revision }) => revision)).toEqual(Array.from({ length: times + 1 }, (_, at) => at + 1));
    for (const { revision } of files) expect(await registry.file(document, 'ru.pdf', revision)).not.toBeNull();
    const signatures = await registry.signatures(document);
    expect(signatures.map(({ revision }) => revision)).toEqual(Array.from({ length: times }, (_, at) => at + 2));
    for (const { id } of signatures) expect(await registry.signatureCms(id, document)).not.toBeNull();
    const open = await registry.openPreparation(document, 'ru.pdf');
    expect(await contentsOf(dataFolder)).toHaveLength(files.length + signatures.length + (open === null ? 0 : 1));
  }

  test('killed while a signature is prepared: nothing of it is left', async () => {
    const { dataFolder, told } = await killed('while-preparing');
    expect(await contentsOf(dataFolder)).toHaveLength(2);
    const registry = await opened(dataFolder);
    const [document = '', preparation = ''] = told[0] as string[];
    expect(await registry.preparation(preparation, document)).toBeNull();
    await expectSignedTimes(registry, dataFolder, document, 0);
  });

  test('killed after a signature was prepared: it can be completed', async () => {
    const { dataFolder, told } = await killed('after-prepare');
    const registry = await opened(dataFolder);
    const [document = '', id = ''] = told[0] as string[];
    const [record, preparation] = [await registry.byCode(document), await registry.preparation(id, document)];
    if (record === null || preparation === null) throw new Error('the preparation is lost');
    await registry.completeSignature(completionOf(record, preparation));
    await expectSignedTimes(registry, dataFolder, document, 1);
  });

  test('killed while a signature is recorded: the old revision stands, and it can be completed', async () => {
    const { dataFolder, told } = await killed('while-signing');
    expect(await contentsOf(dataFolder)).toHaveLength(4);
    const registry = await opened(dataFolder);
    const [document = '', id = ''] = told[0] as string[];
    await expectSignedTimes(registry, dataFolder, document, 0);
    const [record, preparation] = [await registry.byCode(document), await registry.preparation(id, document)];
    if (record === null || preparation === null) throw new Error('the preparation is lost');
    expect(preparation.endedAt).toBeNull();
    await registry.completeSignature(completionOf(record, preparation));
    await expectSignedTimes(registry, dataFolder, document, 1);
  });

  test('killed right after a document was signed: the new revision stands', async () => {
    const { dataFolder, told } = await killed('after-sign');
    const registry = await opened(dataFolder);
    const [document = ''] = told[0] as string[];
    await expectSignedTimes(registry, dataFolder, document, 1);
  });

  test('killed anywhere while signers follow each other: what was told is there, and no revision is half', async () => {
    const { registry: first, dataFolder } = await newRegistry();
    await first.close();
    const told: string[][] = [];
    const process = await child(dataFolder, 'signing-for-ever');
    process.on('message', (message) => {
      told.push(message as string[]);
      if (told.length === 20) process.kill('SIGKILL');
    });
    await once(process, 'exit');
    await endLeases(dataFolder);
    const registry = await opened(dataFolder);
    const [document = ''] = told[0] ?? [];
    const signatures = await registry.signatures(document);
    expect(signatures.map(({ id }) => id)).toEqual(expect.arrayContaining(told.map(([, id]) => id)));
    await expectSignedTimes(registry, dataFolder, document, signatures.length);
  });
});
