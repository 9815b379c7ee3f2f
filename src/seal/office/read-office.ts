import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UnreadableFileError } from '../refusal.ts';
import { customPartPattern, partByteLimit } from './record-part.ts';
import { recordText } from './record-text.ts';

/** A workbook has some entries a sheet. */
const entryLimit = 2000;
/** A stranger's file may unfold into this much at most, though we unfold nothing but the record. */
const unfoldedLimit = 512 * 1024 * 1024;
/** Word keeps bibliographies and the like beside ours. */
const candidateLimit = 16;
const mainParts = new Map([
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
] as const);

/** What an office file is, and the bytes of its record. */
export interface OfficePayload {
  readonly kind: 'docx' | 'xlsx';
  readonly payload: Buffer;
}

/**
 * The record that a DOCX or XLSX carries. Nothing but its custom XML parts is unpacked.
 *
 * @throws UnreadableFileError
 */
export async function readOfficePayload(bytes: Buffer): Promise<OfficePayload> {
  const archive = await opened(bytes);
  const { kind, candidates } = await contentsOf(archive);
  const texts: string[] = [];
  let left = partByteLimit;
  for (const entry of candidates) {
    const part = await unpacked(archive, entry, left);
    left -= part.byteLength;
    const text = recordText(part);
    if (text !== null) texts.push(text);
  }
  const [text, ...others] = texts;
  if (text === undefined) throw new UnreadableFileError('no-record', 'the file carries no record');
  if (others.length > 0) throw damaged('the file carries several records');
  return { kind, payload: Buffer.from(text) };
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  } catch (cause) {
    throw damaged('the archive cannot be opened', cause);
  }
}

async function contentsOf(archive: ZipFile): Promise<{ kind: OfficePayload['kind']; candidates: readonly Entry[] }> {
  if (archive.entryCount > entryLimit) throw tooLarge('the archive has too many entries');
  const entries = await entriesOf(archive);
  const unfolded = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unfolded > unfoldedLimit) throw tooLarge('the archive unfolds into too much');
  const kinds = [...mainParts].filter(([path]) => entries.some(({ fileName }) => fileName === path));
  const [main, ...others] = kinds;
  if (main === undefined || others.length > 0) {
    throw new UnreadableFileError('not-a-document', 'the archive is neither DOCX nor XLSX');
  }
  const candidates = entries.filter(({ fileName }) => customPartPattern.test(fileName));
  if (candidates.length > candidateLimit) throw tooLarge('the archive has too many custom parts');
  return { kind: main[1], candidates };
}

async function entriesOf(archive: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (cause) {
    throw damaged('the directory of the archive cannot be read', cause);
  }
  return entries;
}

/** @param limit bytes that the part may have, whatever the archive says of it */
async function unpacked(archive: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  if (entry.uncompressedSize > limit) throw tooLarge('a custom part is too long');
  const chunks: Uint8Array[] = [];
  try {
    // The stream ends with an error once it is longer than the archive says.
    const stream: AsyncIterable<Uint8Array> = await archive.openReadStreamPromise(entry);
    for await (const chunk of stream) chunks.push(chunk);
  } catch (cause) {
    throw damaged('a custom part cannot be unpacked', cause);
  }
  return Buffer.concat(chunks);
}

function tooLarge(message: string): UnreadableFileError {
  return new UnreadableFileError('too-large', message);
}

function damaged(message: string, cause?: unknown): UnreadableFileError {
  return new UnreadableFileError('damaged', message, { cause });
}
