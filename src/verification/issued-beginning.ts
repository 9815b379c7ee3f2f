import { createHash } from 'node:crypto';
import type { FileEntry } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';

/** An issued revision of a file, and whether it is all of the bytes or only how they begin. */
export interface IssuedBeginning {
  readonly entry: FileEntry;
  readonly isWhole: boolean;
}

/** More revisions than any file has; a stranger's file may have as many as it likes. */
const revisionLimit = 128;
const endOfRevision = '%%EOF';
/** A line feed or more behind the mark belongs to the revision, or begins what was appended. */
const lineEnds = ['', '\n', '\r', '\r\n'];

/**
 * The last issued revision that a file begins with, byte for byte: the whole file where nothing was appended. Null for
 * what was never issued in this form.
 */
export async function issuedBeginning(
  bytes: Uint8Array,
  registry: Pick<Registry, 'fileOfContent'>,
): Promise<IssuedBeginning | null> {
  const hash = createHash('sha256');
  let hashed = 0;
  let found: FileEntry | null = null;
  for (const end of revisionEnds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    hash.update(bytes.subarray(hashed, end));
    hashed = end;
    found = (await registry.fileOfContent(hash.copy().digest('hex'))) ?? found;
  }
  return found === null ? null : { entry: found, isWhole: found.size === bytes.byteLength };
}

/** Where a revision may end, in ascending order; the end of the file is always the last. */
function revisionEnds(bytes: Buffer): readonly number[] {
  const ends = new Set<number>();
  if (bytes.toString('latin1', 0, 1024).includes('%PDF-')) {
    let at = bytes.indexOf(endOfRevision, 0, 'latin1');
    for (let count = 0; at >= 0 && count < revisionLimit; count += 1) {
      const end = at + endOfRevision.length;
      for (const lineEnd of lineEnds) {
        if (bytes.toString('latin1', end, end + lineEnd.length) === lineEnd) ends.add(end + lineEnd.length);
      }
      at = bytes.indexOf(endOfRevision, end, 'latin1');
    }
  }
  return [...ends.add(bytes.length)].sort((one, other) => one - other);
}
