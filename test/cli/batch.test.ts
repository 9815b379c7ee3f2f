import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import yauzl from 'yauzl';
import { progressLine } from '../../src/cli/progress-bar.ts';
import type { Batch } from '../../src/registry/batches.ts';
import { projectPath } from '../../src/project.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { nysan, nysanHere } from './nysan.ts';

const form = 'end-user-refusal';
const example = readFileSync(projectPath('test', 'examples', `${form}.json`), 'utf8').replaceAll('\n', '');

test('rows become an archive, and those that failed a workbook', async () => {
  const folder = newDataFolder();
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const [rows, archive, errors] = ['rows.ndjson', 'documents.zip', 'errors.xlsx'].map((name) => join(folder, name));
  writeFileSync(rows ?? '', `${example}\n{}\n${example}\n`);
  const words = ['--data', rows ?? '', '--format', 'docx', '--out', archive ?? '', '--errors', errors ?? ''];
  const done = await nysan(['batch', form, ...words], '', { NYSAN_DATA_DIR: folder });
  expect(done.errors).toMatch(/3\/3 .*1 failed\n$/);
  expect(done.code).toBe(1);
  const { entryCount } = await yauzl.openPromise(archive ?? '');
  expect(entryCount).toBe(2);
  expect(
    readFileSync(errors ?? '')
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('the words of the command are checked before anything is begun', async () => {
  for (const words of [
    [form, '--data', 'rows.json'],
    [form, '--out', 'x.zip'],
    [form, '--data', 'a', '--out', 'b', '--action', 'revoke'],
    [form, '--data', 'a', '--out', 'b', '--action', 'issue', '--format', 'html'],
  ]) {
    expect((await nysanHere(['batch', ...words])).code, words.join(' ')).toBe(2);
  }
});

test('the progress says how many rows are done, how fast, and how long the others take', () => {
  const batch: Batch = {
    id: 'b',
    issuer: 'main',
    actor: { id: 'operator', name: 'operator' },
    form,
    action: 'render',
    languages: ['kk'],
    format: 'pdf',
    dryRun: false,
    state: 'running',
    total: 1000,
    done: 598,
    failed: 2,
    createdAt: '2026-11-20T06:00:00Z',
    finishedAt: null,
    running: { since: new Date('2026-11-20T06:00:00Z'), finishedBefore: 100 },
    version: 7,
  };
  expect(progressLine(batch, new Date('2026-11-20T06:00:05Z'))).toBe(
    `${'█'.repeat(18)}${'░'.repeat(12)}  600/1000  100.0/s  0:04 left  2 failed`,
  );
  expect(progressLine({ ...batch, running: null }, new Date('2026-11-20T06:00:05Z'))).toBe(
    `${'█'.repeat(18)}${'░'.repeat(12)}  600/1000  2 failed`,
  );
});
