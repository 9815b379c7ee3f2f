import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { ContentDamagedError } from '../../../src/registry/errors.ts';
import { contentHash } from '../../../src/registry/files/content-folder.ts';
import { FileStoreUnavailableError } from '../../../src/registry/files/s3/errors.ts';
import { S3Contents } from '../../../src/registry/files/s3-contents.ts';
import { guarded } from './guard.ts';
import { startS3Store } from './store.ts';

const patience = { timeout: 20_000, attempts: 4, pause: 10 };
const paper = Buffer.from('Өнеркәсіптік сертификат');
const hash = contentHash(paper);
const day = 24 * 3_600_000;

async function opened() {
  const store = await startS3Store();
  const door = await guarded(store);
  const referenced = new Set<string>();
  const referencedAmong = (hashes: readonly string[]) =>
    Promise.resolve(new Set(hashes.filter((sha256) => referenced.has(sha256))));
  const contents = await S3Contents.open(door.settings, referencedAmong, patience);
  const keep = (...bytes: Uint8Array[]) =>
    contents.keep(bytes, (hashes) => {
      for (const kept of hashes) referenced.add(kept);
      return Promise.resolve(hashes);
    });
  return { store, door, referenced, referencedAmong, contents, keep };
}

/** Makes a kept content look as if it had been written so long ago (milliseconds). */
async function aged(folder: string, sha256: string, age: number): Promise<void> {
  const then = new Date(Date.now() - age);
  await utimes(objectIn(folder, sha256), then, then);
}

function objectIn(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), `${sha256}._S3rver_object`);
}

async function keptIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('_object')).map((name) => name.slice(3, 67));
}

describe('files in an S3-compatible store', () => {
  test('what is kept is read again, under its hash', async () => {
    const { contents, keep, store } = await opened();
    const large = Buffer.alloc(3_000_000, 'ң');
    expect(await keep(paper, large)).toEqual([hash, contentHash(large)]);
    expect(Buffer.from(await contents.read(hash))).toEqual(paper);
    expect(contentHash(await contents.read(contentHash(large)))).toBe(contentHash(large));
    expect(await readFile(objectIn(store.folder, hash))).toEqual(paper);
  });

  test('keeping again changes nothing but heals what was damaged', async () => {
    const { contents, keep, store } = await opened();
    await keep(paper);
    await writeFile(objectIn(store.folder, hash), 'other');
    await expect(contents.read(hash)).rejects.toThrow(ContentDamagedError);
    await keep(paper);
    expect(Buffer.from(await contents.read(hash))).toEqual(paper);
    expect(await keptIn(store.folder)).toEqual([hash]);
  });

  test('what is missing is told as damaged, not as a store that is away', async () => {
    const { contents } = await opened();
    await expect(contents.read(hash)).rejects.toThrow(ContentDamagedError);
  });

  test('nothing is recorded when a content cannot be kept', async () => {
    const { contents, door } = await opened();
    door.intervene((request, response) => {
      if (request.method !== 'PUT') return false;
      response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
      return true;
    });
    const record = vi.fn(() => Promise.resolve());
    await expect(contents.keep([paper], record)).rejects.toThrow(FileStoreUnavailableError);
    await expect(contents.keep([paper], record)).rejects.toThrow('status 403, AccessDenied');
    expect(record).not.toHaveBeenCalled();
  });
});

describe('contents without a record', () => {
  test('are removed by a sweep when they are older than a day', async () => {
    const { contents, keep, referenced, store } = await opened();
    const [young, recorded] = [Buffer.from('young'), Buffer.from('recorded')];
    await keep(paper, young, recorded);
    await aged(store.folder, hash, 2 * day);
    await aged(store.folder, contentHash(recorded), 2 * day);
    referenced.clear();
    referenced.add(contentHash(recorded));
    await contents.sweep(new Date());
    expect((await keptIn(store.folder)).sort()).toEqual([contentHash(young), contentHash(recorded)].sort());
  });

  test('are found on every page of a long listing', async () => {
    const { contents, keep, referenced, store, door } = await opened();
    const papers = Array.from({ length: 5 }, (_, at) => Buffer.from(`paper ${at}`));
    await keep(...papers);
    for (const bytes of papers) await aged(store.folder, contentHash(bytes), 2 * day);
    referenced.clear();
    door.intervene((request) => {
      // The store is asked for pages of two keys.
      request.url = request.url?.replace('max-keys=1000', 'max-keys=2') ?? '';
      return false;
    });
    await contents.sweep(new Date());
    expect(await keptIn(store.folder)).toEqual([]);
  });

  test('go at once when a record is purged, unless another node may be recording the same', async () => {
    const { contents, keep, referenced, store } = await opened();
    await keep(paper);
    await contents.discard([hash]);
    expect(await keptIn(store.folder)).toEqual([hash]);
    referenced.clear();
    await contents.discard([hash]);
    expect(await keptIn(store.folder)).toEqual([hash]);
    await aged(store.folder, hash, 20 * 60_000);
    await contents.discard([hash]);
    expect(await keptIn(store.folder)).toEqual([]);
  });
});

describe('a store that fails', () => {
  test('is asked again when it is overloaded or breaks off', async () => {
    const { contents, door, keep } = await opened();
    let faults = 0;
    door.intervene((_request, response) => {
      faults += 1;
      if (faults === 1) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      else if (faults === 2) response.destroy();
      else if (faults === 3) response.writeHead(400).end('<Error><Code>RequestTimeout</Code></Error>');
      return faults <= 3;
    });
    await keep(paper);
    expect(faults).toBe(4);
    expect(Buffer.from(await contents.read(hash))).toEqual(paper);
  });

  test('is given up after some attempts, each with an end', async () => {
    const { door, referencedAmong } = await opened();
    const contents = await S3Contents.open(door.settings, referencedAmong, { timeout: 300, attempts: 2, pause: 10 });
    let asked = 0;
    door.intervene(() => {
      asked += 1;
      return true;
    });
    await expect(contents.read(hash)).rejects.toThrow('does not answer');
    expect(asked).toBe(2);
  });

  test('is usable again when it comes back', async () => {
    const { store, contents, keep, referenced } = await opened();
    await keep(paper);
    await store.kill();
    await expect(contents.read(hash)).rejects.toThrow(FileStoreUnavailableError);
    await expect(keep(Buffer.from('later'))).rejects.toThrow(FileStoreUnavailableError);
    expect(referenced).toEqual(new Set([hash]));
    await store.restart();
    expect(Buffer.from(await contents.read(hash))).toEqual(paper);
  });

  test('is unavailable when it knows no bucket, or something in between answers for it', async () => {
    const { door, contents } = await opened();
    door.intervene((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html><p>nothing here');
      return true;
    });
    await expect(contents.read(hash)).rejects.toThrow(FileStoreUnavailableError);
  });

  test.each([
    ['a wrong secret', { secretKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKey: 'unknown' }, 'InvalidAccessKeyId'],
    ['another bucket', { bucket: 'no-such-bucket' }, 'NoSuchBucket'],
  ])('is not opened with %s', async (_what, wrong, code) => {
    const { door, referencedAmong } = await opened();
    await expect(S3Contents.open({ ...door.settings, ...wrong }, referencedAmong, patience)).rejects.toThrow(code);
  });
});
