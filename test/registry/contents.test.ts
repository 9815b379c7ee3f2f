import { expect, test } from 'vitest';
import { ContentStore } from '../../src/registry/files/content-store.ts';
import { RegistryUnavailableError } from '../../src/registry/errors.ts';
import { contentsOf, temporaryFolder } from './folders.ts';
import { join } from 'node:path';

const bytes = Buffer.from('one');

/** A store in a new data folder; `answer` tells of each look whether what was looked up is referred to. */
async function store(answer: () => Promise<boolean>) {
  const dataFolder = await temporaryFolder();
  const contents = await ContentStore.open(
    join(dataFolder, 'files'),
    async (hashes) => new Set((await answer()) ? hashes : []),
  );
  return { contents, dataFolder };
}

test('a content that is kept while the same one is cleared away stays', async () => {
  const looked = Promise.withResolvers<boolean>();
  const answers = [() => looked.promise, () => Promise.resolve(true)];
  const { contents, dataFolder } = await store(() => (answers.shift() ?? (() => Promise.resolve(true)))());
  const failing = contents.keep([bytes], () => Promise.reject(new Error('no')));
  // The first is over when it looks whether anybody else has the content: another one begins just then.
  await expect.poll(() => answers.length).toBe(1);
  const keeping = contents.keep([bytes], (hashes) => Promise.resolve(hashes));
  looked.resolve(false);
  await expect(failing).rejects.toThrow('no');
  const hashes = await keeping;
  expect(await contentsOf(dataFolder)).toEqual(hashes);
});

test('while nobody can tell whether a content is referred to it stays, and the error is the first one', async () => {
  const { contents, dataFolder } = await store(() => Promise.reject(new RegistryUnavailableError('away')));
  await expect(contents.keep([bytes], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await contents.keep([bytes], () => Promise.resolve('kept'))).toBe('kept');
  expect(await contentsOf(dataFolder)).toHaveLength(1);
});
