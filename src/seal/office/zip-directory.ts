import { UnexpectedArchiveError } from '../../render/docx/zip-times.ts';

/** APPNOTE.TXT 4.3.12 and 4.3.16: signatures and sizes of the records of a central directory. */
const endRecord = { signature: 0x06054b50, size: 22, entries: 10, directorySize: 12, directory: 16 };
const entryRecord = { signature: 0x02014b50, size: 46, lengths: [28, 30, 32], nameLength: 28, local: 42 };
const entryLimit = 0xffff;

/** An entry of an archive as it stands there. */
export interface ZipEntry {
  readonly name: string;
  /** Local header, content and data descriptor. */
  readonly local: Buffer;
  /** Its record in the central directory. */
  readonly record: Buffer;
}

/**
 * The entries of an archive that we wrote, in the order of its directory.
 *
 * @throws UnexpectedArchiveError where it has a comment, spans disks, is larger than 4 GB, or is no archive
 */
export function zipEntries(archive: Uint8Array): readonly ZipEntry[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = bytes.length - endRecord.size;
  if (end < 0 || bytes.readUInt32LE(end) !== endRecord.signature) {
    throw new UnexpectedArchiveError('no end of central directory at the end of the archive');
  }
  const count = bytes.readUInt16LE(end + endRecord.entries);
  const directory = bytes.readUInt32LE(end + endRecord.directory);
  if (count === entryLimit || directory > end) throw new UnexpectedArchiveError('the archive is too large');
  const records: Buffer[] = [];
  for (let at = directory; records.length < count; at += records.at(-1)?.length ?? 0) {
    if (at + entryRecord.size > end || bytes.readUInt32LE(at) !== entryRecord.signature) {
      throw new UnexpectedArchiveError(`no entry of the central directory at ${at}`);
    }
    const length = entryRecord.lengths.reduce((sum, field) => sum + bytes.readUInt16LE(at + field), entryRecord.size);
    records.push(bytes.subarray(at, at + length));
  }
  // An entry reaches to the next one, or to the directory.
  const starts = [...records.map(localOffset), directory].sort((a, b) => a - b);
  return records.map((record) => {
    const start = localOffset(record);
    const next = starts.find((other) => other > start) ?? directory;
    const nameLength = record.readUInt16LE(entryRecord.nameLength);
    return {
      name: record.toString('utf8', entryRecord.size, entryRecord.size + nameLength),
      local: bytes.subarray(start, next),
      record,
    };
  });
}

/** The archive of these entries. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array {
  const end = Buffer.alloc(endRecord.size);
  const records: Buffer[] = [];
  let offset = 0;
  for (const { local, record } of entries) {
    const moved = Buffer.from(record);
    moved.writeUInt32LE(offset, entryRecord.local);
    records.push(moved);
    offset += local.length;
  }
  end.writeUInt32LE(endRecord.signature);
  end.writeUInt16LE(entries.length, endRecord.entries - 2);
  end.writeUInt16LE(entries.length, endRecord.entries);
  end.writeUInt32LE(
    records.reduce((sum, record) => sum + record.length, 0),
    endRecord.directorySize,
  );
  end.writeUInt32LE(offset, endRecord.directory);
  return Buffer.concat([...entries.map(({ local }) => local), ...records, end]);
}

function localOffset(record: Buffer): number {
  return record.readUInt32LE(entryRecord.local);
}
