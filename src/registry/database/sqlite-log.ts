import { type FileHandle, open } from 'node:fs/promises';
import { RegistryUnavailableError } from '../errors.ts';

/**
 * Makes the write-ahead log beside a SQLite file durable, for all commits at once that came while the disk was busy with
 * earlier ones. SQLite itself would do so for every commit, and everything else would wait for the disk meanwhile.
 */
export class SqliteLog {
  readonly #file: string;
  #handle: FileHandle | null = null;
  /** The last one that has begun, and the one that begins after it. */
  #present: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  /** A disk that has refused once may say yes the next time although the bytes are gone. */
  #failure: RegistryUnavailableError | null = null;

  /** @param database the SQLite file, in journal mode WAL */
  constructor(database: string) {
    this.#file = `${database}-wal`;
  }

  /**
   * Resolves when everything that is committed now is durable.
   *
   * @throws RegistryUnavailableError when the disk refuses, from then on always
   */
  sync(): Promise<void> {
    this.#next ??= this.#follow(this.#present);
    return this.#next;
  }

  /** Resolves when everything that somebody waits for is durable. @throws RegistryUnavailableError */
  async settled(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    await (this.#next ?? this.#present);
  }

  /** Closing again does nothing. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#present, this.#next]);
    await this.#handle?.close();
    this.#handle = null;
  }

  async #follow(earlier: Promise<void> | null): Promise<void> {
    await Promise.allSettled([earlier]);
    this.#present = this.#next;
    this.#next = null;
    if (this.#failure !== null) throw this.#failure;
    try {
      this.#handle ??= await open(this.#file, 'r');
      await this.#handle.datasync();
    } catch (cause) {
      this.#failure = new RegistryUnavailableError('the log of the database is not durable', { cause });
      throw this.#failure;
    }
  }
}
