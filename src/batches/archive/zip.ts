import { crc32 } from 'node:zlib';

/** A file of an archive. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Marks that a size or place stands in the extra field instead (APPNOTE 4.3.9.2, 4.4.8). */
const inExtraField = 0xffffffff;
const entriesInEnd = 0xffff;
/** Version needed: 4.5, which knows 64-bit places. */
const zip64Version = 45;
/** Bit 11: names are UTF-8 (APPNOTE appendix D). */
const utf8Names = 0x0800;
/** Archives carry no time of their own: 1 January 1980, the first that the format knows. */
const noDate = 0x0021;

/**
 * A ZIP archive (APPNOTE.TXT 6.3.10) as it is written: entries one after another, as they are, for documents are packed
 * already. It may grow beyond 4 GB and 65 535 entries, which the packers at hand do not know.
 */
export async function* zipped(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let place = 0;
  for await (const { name, bytes } of files) {
    const entry = { name: Buffer.from(name), crc: crc32(bytes), size: bytes.byteLength, place };
    const header = localHeader(entry);
    yield header;
    yield bytes;
    directory.push(directoryEntry(entry));
    place += header.byteLength + bytes.byteLength;
  }
  const size = directory.reduce((sum, entry) => sum + entry.byteLength, 0);
  yield* directory;
  yield endOfArchive({ entries: directory.length, size, place });
}

interface ZipEntry {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  /** Of its header, from the beginning of the archive. */
  readonly place: number;
}

/** APPNOTE 4.3.7; an entry by itself is far below 4 GB. */
function localHeader({ name, crc, size }: ZipEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeDescription(header, 4, { name, crc, size });
  return Buffer.concat([header, name]);
}

/** APPNOTE 4.3.12. */
function directoryEntry(entry: ZipEntry): Buffer {
  const isFar = entry.place >= inExtraField;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(zip64Version, 4);
  writeDescription(header, 6, entry);
  header.writeUInt16LE(isFar ? 12 : 0, 30);
  header.writeUInt32LE(isFar ? inExtraField : entry.place, 42);
  if (!isFar) return Buffer.concat([header, entry.name]);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(entry.place), 4);
  return Buffer.concat([header, entry.name, extra]);
}

/** What both headers tell of an entry, in the same order. */
function writeDescription(header: Buffer, at: number, { name, crc, size }: Omit<ZipEntry, 'place'>): void {
  header.writeUInt16LE(zip64Version, at);
  header.writeUInt16LE(utf8Names, at + 2);
  header.writeUInt16LE(noDate, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(size, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.byteLength, at + 22);
}

/** APPNOTE 4.3.14 to 4.3.16. */
function endOfArchive({ entries, size, place }: { entries: number; size: number; place: number }): Buffer {
  const isLarge = entries >= entriesInEnd || size >= inExtraField || place >= inExtraField;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, entriesInEnd), 8);
  end.writeUInt16LE(Math.min(entries, entriesInEnd), 10);
  end.writeUInt32LE(Math.min(size, inExtraField), 12);
  end.writeUInt32LE(Math.min(place, inExtraField), 16);
  if (!isLarge) return end;
  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(zip64Version, 12);
  large.writeUInt16LE(zip64Version, 14);
  large.writeBigUInt64LE(BigInt(entries), 24);
  large.writeBigUInt64LE(BigInt(entries), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(place), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(place + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}
