import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfiguration } from '../../src/config.ts';

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nysan-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'secret'), text);
  return join(folder, 'secret');
}

test('secrets may be in files', async () => {
  const file = await fileWith('postgres://nysan:password@db/nysan\n');
  expect(readConfiguration({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://nysan:password@db/nysan');
  const key = await fileWith('key-of-the-operator');
  expect(readConfiguration({ NYSAN_BOOTSTRAP_KEY_FILE: key }).bootstrapKey).toBe('key-of-the-operator');
});

test('a file that is not there, and a secret that is given twice, are told by the name of the variable', async () => {
  expect(() => readConfiguration({ DATABASE_URL_FILE: '/nowhere' })).toThrow('DATABASE_URL_FILE');
  const file = await fileWith('key-of-the-operator');
  const twice = { NYSAN_BOOTSTRAP_KEY: 'another-key', NYSAN_BOOTSTRAP_KEY_FILE: file };
  expect(() => readConfiguration(twice)).toThrow('NYSAN_BOOTSTRAP_KEY and NYSAN_BOOTSTRAP_KEY_FILE');
});

test('a secret that is wrong is not repeated to the log', async () => {
  const file = await fileWith('mysql://user:password@db');
  expect(() => readConfiguration({ DATABASE_URL_FILE: file })).toThrow(/^(?!.*password)/);
});
