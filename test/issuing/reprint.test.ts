import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, expect, test } from 'vitest';
import { nysan } from '../cli/nysan.ts';
import { keptDataFolder } from '../support/data-folder.ts';
import { newIssuer } from './desk.ts';
import { orderOf } from './orders.ts';

test('an issued file holds all that it was printed from: printed again it is the same, byte for byte', async () => {
  const { desk } = await newIssuer('110');
  const { id } = await desk.issued(orderOf('industrial-certificate'));
  const issued = await desk.file(id, 'ru.pdf');
  const folder = await mkdtemp(join(tmpdir(), 'nysan-reprint-'));
  await writeFile(join(folder, 'issued.pdf'), issued);
  const { hostname, port } = new URL(inject('serviceUrl'));
  const again = join(folder, 'again.pdf');
  const words = ['reprint', join(folder, 'issued.pdf'), '--language', 'ru', '--out', again];
  // The service of the suites has no public address: its codes lead to the port it was told, any free one.
  const settings = { NYSAN_DATA_DIR: keptDataFolder, NYSAN_HOST: hostname, NYSAN_PORT: '0' };
  expect([port !== '', (await nysan(words, undefined, settings)).code]).toEqual([true, 0]);
  const printed = await readFile(again);
  // The seal is appended to what was printed.
  expect(Buffer.from(issued).subarray(0, printed.length).equals(printed)).toBe(true);
  expect(issued.length).toBeGreaterThan(printed.length);
  await rm(folder, { recursive: true });
});
