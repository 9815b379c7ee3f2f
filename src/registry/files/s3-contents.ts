import { ContentDamagedError } from '../errors.ts';
import { contentHash } from './content-folder.ts';
import type { Contents, ReferencedAmong } from './contents.ts';
import { Holds } from './holds.ts';
import { type Patience, S3Bucket } from './s3/bucket.ts';
import type { S3Settings } from './s3/settings.ts';

/** Milliseconds in which a content may belong to a record that another node is making: longer than any takes. */
const youth = 15 * 60_000;
/** Milliseconds that a content without a record stays at least, whatever a sweep is told. */
const dayLong = 24 * 3_600_000;
const pageSize = 1000;
const keyPattern = /^([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

/**
 * Contents as objects of a bucket, named as in a folder: `<aa>/<sha256>`. Nodes that share the bucket do not know what
 * the others are recording: so what is young stays, and a later sweep removes it when no record came to refer to it.
 */
export class S3Contents implements Contents {
  readonly #bucket: S3Bucket;
  readonly #referencedAmong: ReferencedAmong;
  readonly #holds = new Holds();

  private constructor(bucket: S3Bucket, referencedAmong: ReferencedAmong) {
    this.#bucket = bucket;
    this.#referencedAmong = referencedAmong;
  }

  /** @throws FileStoreUnavailableError when the bucket cannot be used */
  static async open(
    settings: S3Settings,
    referencedAmong: ReferencedAmong,
    patience: Partial<Patience> = {},
  ): Promise<S3Contents> {
    const bucket = new S3Bucket(settings, patience);
    await bucket.list(1);
    return new S3Contents(bucket, referencedAmong);
  }

  /** A content that is there is written again: a damaged one is healed, and its age begins anew. */
  async keep<Result>(
    contents: readonly Uint8Array[],
    record: (hashes: readonly string[]) => Promise<Result>,
  ): Promise<Result> {
    const named = contents.map((bytes) => ({ bytes, hash: contentHash(bytes) }));
    await Promise.all(named.map(({ hash }) => this.#holds.take(hash)));
    try {
      // Settled, not failed at the first: nothing is written any more when the hashes are let go.
      const kept = await Promise.allSettled(named.map(({ bytes, hash }) => this.#bucket.put(keyOf(hash), bytes, hash)));
      for (const outcome of kept) if (outcome.status === 'rejected') throw outcome.reason;
      return await record(named.map(({ hash }) => hash));
    } finally {
      for (const { hash } of named) this.#holds.letGo(hash);
    }
  }

  async read(sha256: string): Promise<Uint8Array> {
    const bytes = await this.#bucket.get(keyOf(sha256));
    if (bytes === null || contentHash(bytes) !== sha256) throw new ContentDamagedError(sha256);
    return bytes;
  }

  async discard(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) await this.#removeUnreferenced(hash, youth);
  }

  async sweep(before: Date): Promise<void> {
    const since = Math.min(before.getTime(), Date.now() - dayLong);
    let after: string | null = null;
    do {
      const page = await this.#bucket.list(pageSize, after);
      const old = page.keys
        .filter(({ modified }) => modified.getTime() < since)
        .map(({ key }) => keyPattern.exec(key)?.[2])
        .filter((hash) => hash !== undefined);
      const referenced = old.length === 0 ? new Set() : await this.#referencedAmong(old);
      for (const hash of old) if (!referenced.has(hash)) await this.#removeUnreferenced(hash, dayLong);
      after = page.next;
    } while (after !== null);
  }

  /** @param age in milliseconds, asked of the store right before: another node may have written the content just now */
  #removeUnreferenced(hash: string, age: number): Promise<void> {
    return this.#holds.clear(hash, async () => {
      if ((await this.#referencedAmong([hash])).has(hash)) return;
      const present = await this.#bucket.age(keyOf(hash));
      if (present !== null && present >= age) await this.#bucket.remove(keyOf(hash));
    });
  }
}

function keyOf(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}`;
}
