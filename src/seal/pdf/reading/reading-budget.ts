import { inflateSync } from 'node:zlib';
import { recordByteLimit } from '../../embedded-record.ts';
import { UnreadableFileError } from '../../refusal.ts';

/** Bytes that may be read as syntax; an issued file needs some thousand of them. */
const syntaxLimit = 16 * 1024 * 1024;
/** Every step costs at least this much, so that steps on nothing come to an end too. */
const stepCost = 64;
/** Bytes that packed streams may unfold into, all together: the record and the tables that lead to it. */
const unfoldedLimit = recordByteLimit + 16 * 1024 * 1024;

/** What one file may cost its reader. A stranger's file can ask for hours and gigabytes in a few kilobytes. */
export class ReadingBudget {
  #syntax: number;
  #unfolded = unfoldedLimit;

  /** @param syntax bytes that may be read as syntax; those of an issued file unless told */
  constructor(syntax = syntaxLimit) {
    this.#syntax = syntax;
  }

  /** @throws UnreadableFileError `too-large` */
  spend(bytes: number): void {
    this.#syntax -= bytes + stepCost;
    if (this.#syntax < 0) throw new UnreadableFileError('too-large', 'the file takes too long to read');
  }

  /**
   * Unfolds the content of a FlateDecode stream.
   * @param limit bytes that it may have
   * @throws UnreadableFileError `too-large`, `damaged`
   */
  unfold(packed: Uint8Array, limit: number): Buffer {
    this.spend(packed.byteLength);
    const allowed = Math.min(limit, this.#unfolded);
    let content: Buffer;
    try {
      content = inflateSync(packed, { maxOutputLength: Math.max(1, allowed) });
    } catch (cause) {
      const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
      throw new UnreadableFileError(isTooLarge ? 'too-large' : 'damaged', 'a stream cannot be unfolded', { cause });
    }
    this.#unfolded -= content.byteLength;
    return content;
  }
}
