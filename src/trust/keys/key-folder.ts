import type { KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { whileLocked } from './folder-lock.ts';
import { KeyError } from './key-error.ts';
import { type KeyList, type KeyRecord, readKeyList } from './key-list.ts';
import { privateKeyOf, publicPart, readPrivateKeyFile } from './private-key.ts';
import { largestKid } from './published.ts';

const ownerOnly = 0o600;

/** keys.json and the private key files beside it, shared by any number of processes. */
export class KeyFolder {
  readonly #folder: string;
  readonly #listFile: string;
  #known: { readonly version: string; readonly list: KeyList } | null = null;

  /** @throws KeyError `list-missing` when there are private keys whose list is gone */
  constructor(folder: string) {
    this.#folder = folder;
    this.#listFile = join(folder, 'keys.json');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    if (existsSync(this.#listFile)) return;
    whileLocked(folder, () => {
      if (existsSync(this.#listFile)) return;
      // The list is written before the first key: keys without it are what is left of a loss.
      if (this.#largestKidOfFiles() > 0) {
        throw new KeyError(
          'list-missing',
          `${this.#listFile} is missing beside private keys: restore it from a backup.`,
        );
      }
      this.#writeList({ lastKid: 0, keys: [] });
    });
  }

  /**
   * The keys as any process last left them.
   *
   * @throws KeyError `list-damaged`
   */
  list(): KeyList {
    const { ino, mtimeNs, size } = statSync(this.#listFile, { bigint: true });
    const version = `${ino} ${mtimeNs} ${size}`;
    if (this.#known?.version === version) return this.#known.list;
    const list = parseList(readFileSync(this.#listFile, 'utf8'));
    if (list === null) throw new KeyError('list-damaged', `${this.#listFile} is damaged: restore it from a backup.`);
    this.#known = { version, list };
    return list;
  }

  /** Replaces the list by the first thing that `change` gives, while no other process does; answers the second. */
  change<Result>(change: (list: KeyList) => readonly [KeyList, Result]): Result {
    return whileLocked(this.#folder, () => {
      // Two changes within one tick of the file system's clock may look alike from outside.
      this.#known = null;
      const list = this.list();
      const [changed, result] = change(list);
      if (changed !== list) this.#writeList(changed);
      return result;
    });
  }

  /**
   * Keeps a private key under a kid that was never given. Only within `change`: the kid is given when the list says so.
   *
   * @throws KeyError `kids-used-up`
   */
  addPrivateKey(list: KeyList, key: KeyObject): number {
    // A file without a record is left by a crash, or by an older list restored: its kid may be out in the world.
    const kid = Math.max(list.lastKid, this.#largestKidOfFiles()) + 1;
    if (kid > largestKid) throw new KeyError('kids-used-up', `All ${largestKid} numbers of keys are given.`);
    writeDurably(this.#keyFile(kid), key.export({ type: 'pkcs8', format: 'pem' }).toString(), ownerOnly);
    return kid;
  }

  /** @throws KeyError when the file is missing, open to others or holds another key */
  privateKey(record: KeyRecord): KeyObject {
    const file = this.#keyFile(record.kid);
    const key = privateKeyOf(readPrivateKeyFile(file));
    if (publicPart(key) === record.publicKey) return key;
    throw new KeyError('key-file-mismatch', `${file} does not hold the private key of ${record.kid} in keys.json.`);
  }

  #keyFile(kid: number): string {
    return join(this.#folder, `${kid}.key`);
  }

  #writeList(list: KeyList): void {
    writeDurably(this.#listFile, `${JSON.stringify(list, null, 2)}\n`, ownerOnly);
  }

  #largestKidOfFiles(): number {
    const kids = readdirSync(this.#folder).map((name) => Number(/^([1-9]\d*)\.key$/.exec(name)?.[1] ?? 0));
    return Math.max(0, ...kids);
  }
}

function parseList(text: string): KeyList | null {
  try {
    return readKeyList(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
