import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { type ZipFile, zipped } from '../../src/batches/archive/zip.ts';

async function archiveOf(files: Iterable<ZipFile>): Promise<yauzl.ZipFile> {
  const bytes = await buffer(Readable.from(zipped(Readable.from(files)), { objectMode: false }));
  return yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });
}

test('files come out as they went in, in their order', async () => {
  const files = ['1-нөмір.pdf', '2.docx', '3.xlsx'].map((name, at) => ({
    name,
    bytes: Buffer.alloc(at * 70_000, name),
  }));
  const archive = await archiveOf(files);
  const found: ZipFile[] = [];
  for await (const entry of archive.eachEntry()) {
    found.push({ name: entry.fileName, bytes: await buffer(await archive.openReadStreamPromise(entry)) });
  }
  expect(found).toEqual(files);
});

test('an archive may be empty', async () => {
  expect((await archiveOf([])).entryCount).toBe(0);
});

test('there may be more files than sixteen bits count', async () => {
  const count = 65_600;
  const bytes = Buffer.from('.');
  const archive = await archiveOf(Array.from({ length: count }, (_, at) => ({ name: String(at), bytes })));
  expect(archive.entryCount).toBe(count);
  let last = '';
  for await (const { fileName } of archive.eachEntry()) last = fileName;
  expect(last).toBe(String(count - 1));
});
