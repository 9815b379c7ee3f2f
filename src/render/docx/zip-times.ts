/** The bytes are not a ZIP archive as docx writes it. */
export class UnexpectedArchiveError extends Error {
  override readonly name = 'UnexpectedArchiveError';
}

// APPNOTE.TXT 4.3.12 and 4.3.16: signatures and sizes of the central directory's records.
const endOfDirectory = { signature: 0x06054b50, size: 22, entries: 10, offset: 16 };
const directoryEntry = { signature: 0x02014b50, size: 46, time: 12, lengths: [28, 30, 32], offset: 42 };
const localTime = 10;

/**
 * Gives every entry of the archive the same time, in place, so that the same document makes the same bytes: the
 * archive is written with the time of day. Times of ZIP begin in 1980 and have no zone; this writes UTC.
 *
 * @throws UnexpectedArchiveError where the archive has a comment, spans disks or is no archive.
 */
export function setEntryTimes(archive: Uint8Array, time: Date): void {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.byteLength - endOfDirectory.size;
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory.signature) {
    throw new UnexpectedArchiveError('no end of central directory at the end of the archive');
  }
  const stamp = dosTime(time);
  let entry = view.getUint32(end + endOfDirectory.offset, true);
  for (let left = view.getUint16(end + endOfDirectory.entries, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== directoryEntry.signature) {
      throw new UnexpectedArchiveError(`no entry of the central directory at ${entry}`);
    }
    view.setUint32(entry + directoryEntry.time, stamp, true);
    view.setUint32(view.getUint32(entry + directoryEntry.offset, true) + localTime, stamp, true);
    const start = entry;
    entry = directoryEntry.lengths.reduce(
      (sum, at) => sum + view.getUint16(start + at, true),
      start + directoryEntry.size,
    );
  }
}

/** A time as ZIP has it, in UTC: years from 1980, seconds by two. */
export function dosTime(time: Date): number {
  const year = Math.min(127, Math.max(0, time.getUTCFullYear() - 1980));
  const date = (year << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return ((date << 16) | clock) >>> 0;
}
