import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** The file is no workbook, is damaged, or unfolds into more than any batch. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
}

/** A workbook has some parts a sheet. */
const partLimit = 2000;
/** Fifty thousand rows of thirty columns unfold into some hundred megabytes. */
const unfoldedLimit = 768 * 1024 * 1024;

/** The parts of an office file (ECMA-376 part 2) by their names. */
export class PackageParts {
  readonly #archive: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(archive: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#archive = archive;
    this.#entries = entries;
  }

  /** @throws WorkbookError */
  static async open(bytes: Uint8Array): Promise<PackageParts> {
    try {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const archive = await yauzl.fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true });
      if (archive.entryCount > partLimit) throw new WorkbookError('the archive has too many entries');
      const entries = new Map<string, Entry>();
      let unfolded = 0;
      for await (const entry of archive.eachEntry()) {
        entries.set(entry.fileName, entry);
        unfolded += entry.uncompressedSize;
      }
      if (unfolded > unfoldedLimit) throw new WorkbookError('the archive unfolds into too much');
      return new PackageParts(archive, entries);
    } catch (cause) {
      throw asWorkbookError(cause);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** A part as it is unpacked; nothing when there is none. @throws WorkbookError */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    try {
      // The stream ends with an error once it is longer than the archive says.
      const stream: AsyncIterable<Uint8Array> = await this.#archive.openReadStreamPromise(entry);
      yield* stream;
    } catch (cause) {
      throw asWorkbookError(cause);
    }
  }
}

function asWorkbookError(cause: unknown): WorkbookError {
  return cause instanceof WorkbookError ? cause : new WorkbookError('the archive cannot be unpacked', { cause });
}
