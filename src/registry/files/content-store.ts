import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentHash, contentPath, readContent, shelfPath } from './content-folder.ts';
import { syncFolder, writeSynced } from './durable.ts';

/** Files by their SHA-256. A content appears whole and durable or not at all, and never changes. */
export class ContentStore {
  readonly #folder: string;
  /** Where contents are written before they get their name. */
  readonly #incoming: string;
  readonly #isReferenced: (sha256: string) => boolean;
  /** How many records in the making hold a content that no record refers to yet. */
  readonly #held = new Map<string, number>();
  /** Folders that are known to be there durably. */
  readonly #shelves = new Map<string, Promise<void>>();

  private constructor(folder: string, isReferenced: (sha256: string) => boolean) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
    this.#isReferenced = isReferenced;
  }

  /** `isReferenced` tells whether a record refers to a content. */
  static async open(folder: string, isReferenced: (sha256: string) => boolean): Promise<ContentStore> {
    const store = new ContentStore(folder, isReferenced);
    await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
    return store;
  }

  /** Makes contents durable, then records them. What no record refers to when that is over is removed again. */
  async keep<Result>(contents: readonly Uint8Array[], record: (hashes: readonly string[]) => Result): Promise<Result> {
    const hashes = contents.map(contentHash);
    for (const hash of hashes) this.#held.set(hash, (this.#held.get(hash) ?? 0) + 1);
    try {
      // Settled, not failed at the first: nothing may be written after the clearing below.
      const written = await Promise.allSettled(contents.map((bytes, at) => this.#write(hashes[at] ?? '', bytes)));
      for (const outcome of written) if (outcome.status === 'rejected') throw outcome.reason;
      return record(hashes);
    } finally {
      for (const hash of hashes) this.#letGo(hash);
      this.discard(hashes);
    }
  }

  /** @throws ContentDamagedError */
  read(sha256: string): Promise<Uint8Array> {
    return readContent(this.#folder, sha256);
  }

  /** Removes contents that neither a record nor a record in the making refers to. */
  discard(hashes: readonly string[]): void {
    for (const hash of hashes) {
      if (!this.#held.has(hash) && !this.#isReferenced(hash)) rmSync(contentPath(this.#folder, hash), { force: true });
    }
  }

  /** Removes what processes that died left behind before an instant. */
  async sweep(before: Date): Promise<void> {
    const isOld = (file: string) => statSync(file).mtimeMs < before.getTime();
    for (const name of await readdir(this.#incoming)) {
      const file = join(this.#incoming, name);
      if (isOld(file)) rmSync(file);
    }
    const shelves = (await readdir(this.#folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
    for (const shelf of shelves) {
      for (const hash of await readdir(join(this.#folder, shelf))) {
        if (!this.#isReferenced(hash) && isOld(join(this.#folder, shelf, hash))) this.discard([hash]);
      }
    }
  }

  /** Also when the content is there: a damaged one is healed, and its name is durable when this ends. */
  async #write(hash: string, bytes: Uint8Array): Promise<void> {
    const place = contentPath(this.#folder, hash);
    const unfinished = join(this.#incoming, `${hash}-${randomBytes(6).toString('hex')}`);
    await this.#shelf(shelfPath(this.#folder, hash));
    try {
      await writeSynced(unfinished, bytes);
      await rename(unfinished, place);
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

  #letGo(hash: string): void {
    const others = (this.#held.get(hash) ?? 0) - 1;
    if (others > 0) this.#held.set(hash, others);
    else this.#held.delete(hash);
  }
}
