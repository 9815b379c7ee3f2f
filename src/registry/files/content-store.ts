import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RegistryUnavailableError } from '../errors.ts';
import { contentHash, contentPath, readContent, shelfPath } from './content-folder.ts';
import type { Contents, ReferencedAmong } from './contents.ts';
import { syncFolder, writeSynced } from './durable.ts';
import { Holds } from './holds.ts';

/** Contents of a shelf that are looked up together. */
const sweepStride = 200;

/** Contents as files of a folder, named for their SHA-256. */
export class ContentStore implements Contents {
  readonly #folder: string;
  /** Where contents are written before they get their name. */
  readonly #incoming: string;
  readonly #referencedAmong: ReferencedAmong;
  readonly #holds = new Holds();
  /** Folders that are known to be there durably. */
  readonly #shelves = new Map<string, Promise<void>>();

  private constructor(folder: string, referencedAmong: ReferencedAmong) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
    this.#referencedAmong = referencedAmong;
  }

  static async open(folder: string, referencedAmong: ReferencedAmong): Promise<ContentStore> {
    const store = new ContentStore(folder, referencedAmong);
    await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
    return store;
  }

  async keep<Result>(
    contents: readonly Uint8Array[],
    record: (hashes: readonly string[]) => Promise<Result>,
    refersToAll: (result: Result) => boolean = () => false,
  ): Promise<Result> {
    let isRecorded = false;
    const hashes = contents.map(contentHash);
    await Promise.all(hashes.map((hash) => this.#holds.take(hash)));
    try {
      // Settled, not failed at the first: nothing may be written after the clearing below.
      const written = await Promise.allSettled(contents.map((bytes, at) => this.#write(hashes[at] ?? '', bytes)));
      for (const outcome of written) if (outcome.status === 'rejected') throw outcome.reason;
      const result = await record(hashes);
      isRecorded = refersToAll(result);
      return result;
    } finally {
      for (const hash of hashes) this.#holds.letGo(hash);
      if (!isRecorded) await this.#tidy(hashes);
    }
  }

  read(sha256: string): Promise<Uint8Array> {
    return readContent(this.#folder, sha256);
  }

  async discard(hashes: readonly string[]): Promise<void> {
    for (const hash of hashes) {
      await this.#holds.clear(hash, async () => {
        const isReferenced = (await this.#referencedAmong([hash])).has(hash);
        if (!isReferenced) await rm(contentPath(this.#folder, hash), { force: true });
      });
    }
  }

  async sweep(before: Date): Promise<void> {
    const isOld = (file: string) => statSync(file).mtimeMs < before.getTime();
    for (const name of await readdir(this.#incoming)) {
      const file = join(this.#incoming, name);
      if (isOld(file)) rmSync(file);
    }
    const shelves = (await readdir(this.#folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
    for (const shelf of shelves) {
      const old = (await readdir(join(this.#folder, shelf))).filter((hash) => isOld(join(this.#folder, shelf, hash)));
      for (let at = 0; at < old.length; at += sweepStride) {
        const hashes = old.slice(at, at + sweepStride);
        const referenced = await this.#referencedAmong(hashes);
        await this.discard(hashes.filter((hash) => !referenced.has(hash)));
      }
    }
  }

  /** Whether the record was kept is not known while the database is away: then the next sweep decides. */
  async #tidy(hashes: readonly string[]): Promise<void> {
    try {
      await this.discard(hashes);
    } catch (cause) {
      if (!(cause instanceof RegistryUnavailableError)) throw cause;
    }
  }

  /** Also when the content is there: a damaged one is healed, and its name is durable when this ends. */
  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const place = contentPath(this.#folder, hash);
    const unfinished = join(this.#incoming, `${hash}-${randomBytes(6).toString('hex')}`);
    await this.#shelf(shelfPath(this.#folder, hash));
    try {
      await writeSynced(unfinished, bytes);
      renameSync(unfinished, place);
    } catch (cause) {
      rmSync(unfinished, { force: true });
      throw cause;
    }
    await syncFolder(dirname(place));
  }

  /** Also when the folder is there: another process may have made it just now, and not yet have it durable. */
  #shelf(shelf: string): Promise<void> {
    const known = this.#shelves.get(shelf);
    if (known !== undefined) return known;
    const made = mkdir(shelf, { recursive: true, mode: 0o700 }).then(() => syncFolder(this.#folder));
    this.#shelves.set(shelf, made);
    // A full disk gets another try.
    made.catch(() => this.#shelves.delete(shelf));
    return made;
  }
}
