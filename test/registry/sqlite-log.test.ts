import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteLog } from '../../src/registry/database/sqlite-log.ts';
import { RegistryUnavailableError } from '../../src/registry/errors.ts';
import { temporaryFolder } from './folders.ts';

async function newLog(): Promise<{ readonly log: SqliteLog; readonly make: () => Promise<void> }> {
  const file = join(await temporaryFolder(), 'database.sqlite');
  const log = new SqliteLog(file);
  onTestFinished(() => log.close());
  return { log, make: () => writeFile(`${file}-wal`, 'frames') };
}

test('those who ask while the disk is busy wait for the next time together', async () => {
  const { log, make } = await newLog();
  await make();
  const first = log.sync();
  // What is asked before the disk is begun with goes with it.
  expect(log.sync()).toBe(first);
  await setImmediate();
  const second = log.sync();
  expect(second).not.toBe(first);
  expect(log.sync()).toBe(second);
  await Promise.all([first, second, log.settled()]);
});

test('nothing is answered any more once the log could not be made durable, not even when it could again', async () => {
  const { log, make } = await newLog();
  await log.settled();
  await expect(log.sync()).rejects.toThrow(RegistryUnavailableError);
  await make();
  await expect(log.sync()).rejects.toThrow(RegistryUnavailableError);
  await expect(log.settled()).rejects.toThrow(RegistryUnavailableError);
});
