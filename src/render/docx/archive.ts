import { crc32, deflateRawSync } from 'node:zlib';
import { dosTime } from './zip-times.ts';

/** A part of a package as it lies in the archive. */
export interface PackedPart {
  /** Letters of ASCII. */
  readonly path: string;
  readonly checksum: number;
  /** Bytes before they were packed. */
  readonly size: number;
  readonly packed: Uint8Array;
}

/** Parts are small: a smaller compressor than usual is set up sooner, and packs them as well. */
const compressor = { windowBits: 14, memLevel: 6 };

/** Packs a part; the same content gives the same bytes. */
export function packPart(path: string, content: string | Uint8Array): PackedPart {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, checksum: crc32(bytes), size: bytes.byteLength, packed: deflateRawSync(bytes, compressor) };
}

// APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16: sizes of the records.
const [headerSize, entrySize, endSize] = [30, 46, 22];
/** Version needed: 2.0, which knows the Deflate method. */
const version = 20;
const deflated = 8;

/** An archive of packed parts in their order, all of the same time, as Office writes its own. */
export function archiveOf(parts: readonly PackedPart[], time: Date): Uint8Array {
  const stamp = dosTime(time);
  const names = parts.reduce((sum, { path }) => sum + path.length, 0);
  const directory = parts.reduce((sum, { packed }) => sum + headerSize + packed.byteLength, names);
  const archive = Buffer.alloc(directory + names + parts.length * entrySize + endSize);
  let at = 0;
  let entry = directory;
  for (const part of parts) {
    archive.writeUInt32LE(0x04034b50, at);
    describe(archive, at + 4, part, stamp);
    archive.writeUInt32LE(0x02014b50, entry);
    archive.writeUInt16LE(version, entry + 4);
    describe(archive, entry + 6, part, stamp);
    archive.writeUInt32LE(at, entry + 42);
    archive.write(part.path, at + headerSize, 'latin1');
    archive.write(part.path, entry + entrySize, 'latin1');
    archive.set(part.packed, at + headerSize + part.path.length);
    at += headerSize + part.path.length + part.packed.byteLength;
    entry += entrySize + part.path.length;
  }
  archive.writeUInt32LE(0x06054b50, entry);
  archive.writeUInt16LE(parts.length, entry + 8);
  archive.writeUInt16LE(parts.length, entry + 10);
  archive.writeUInt32LE(entry - directory, entry + 12);
  archive.writeUInt32LE(directory, entry + 16);
  return archive;
}

/** What both records of a part tell, in the same order. */
function describe(archive: Buffer, at: number, { path, checksum, size, packed }: PackedPart, stamp: number): void {
  archive.writeUInt16LE(version, at);
  archive.writeUInt16LE(deflated, at + 4);
  archive.writeUInt32LE(stamp, at + 6);
  archive.writeUInt32LE(checksum, at + 10);
  archive.writeUInt32LE(packed.byteLength, at + 14);
  archive.writeUInt32LE(size, at + 18);
  archive.writeUInt16LE(path.length, at + 22);
}
