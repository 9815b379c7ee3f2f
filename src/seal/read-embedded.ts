import { type EmbeddedRecord, readRecord } from './embedded-record.ts';
import { InvalidRecordError } from './invalid-record.ts';
import { readOfficePayload } from './office/read-office.ts';
import { readPdfPayload } from './pdf/read-pdf.ts';
import { type RefusalReason, UnreadableFileError } from './refusal.ts';

export type DocumentKind = 'pdf' | 'docx' | 'xlsx';

/** What a file carries, or why nothing was read from it. */
export type ReadFile =
  { readonly kind: DocumentKind; readonly record: EmbeddedRecord } | { readonly reason: RefusalReason };

/** Larger files are refused unread; a register of 4 000 rows is smaller. */
export const fileByteLimit = 64 * 1024 * 1024;

/** A PDF begins within its first bytes (ISO 32000-1, annex H.3, note 13). */
const pdfStartBytes = 1024;
const archiveStart = 'PK\u0003\u0004';

/**
 * Reads the record that a file carries, in its last revision. The file is told by its content and may be anything: it
 * is never drawn, and only so much is unpacked as a record needs. Does not throw because of what is in the file.
 */
export async function readEmbedded(file: Uint8Array): Promise<ReadFile> {
  try {
    const { kind, payload } = await readPayload(file);
    return { kind, record: readRecord(payload) };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { reason: error.reason };
    if (error instanceof InvalidRecordError) return { reason: 'damaged' };
    throw error;
  }
}

async function readPayload(file: Uint8Array): Promise<{ kind: DocumentKind; payload: Buffer }> {
  if (file.byteLength > fileByteLimit) throw new UnreadableFileError('too-large', 'the file is too large');
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = bytes.toString('latin1', 0, pdfStartBytes);
  if (start.startsWith(archiveStart)) return readOfficePayload(bytes);
  if (start.includes('%PDF-')) return { kind: 'pdf', payload: readPdfPayload(bytes) };
  throw new UnreadableFileError('not-a-document', 'the file is neither PDF nor DOCX nor XLSX');
}
