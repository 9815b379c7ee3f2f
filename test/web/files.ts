import JSZip from 'jszip';
import type { JsonObject } from '../../src/forms/json.ts';
import type { EmbeddedRecord } from '../../src/seal/embedded-record.ts';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { changed } from '../http/payloads.ts';
import { packedStream, pdfOf, pdfWithPayload } from '../seal/hostile-files.ts';

/** The record that an issued file carries. */
export async function recordIn(file: Uint8Array): Promise<EmbeddedRecord> {
  const read = await readEmbedded(file);
  if ('reason' in read) throw new Error(`the file is ${read.reason}`);
  return read.record;
}

/** A file with other bytes for a record: an office file keeps all else, a PDF is a new one with nothing else in it. */
export async function withRecord(file: Uint8Array, record: Uint8Array): Promise<Uint8Array> {
  if (Buffer.from(file).subarray(0, 5).equals(Buffer.from('%PDF-'))) return pdfWithPayload(packedStream(record));
  const archive = await JSZip.loadAsync(file);
  for (const part of archive.file(/^customXml\/item\d+\.xml$/u)) {
    const text = await part.async('text');
    const element = /(?<=<payload xmlns="urn:nysan:payload-1">).*(?=<\/payload>)/su;
    if (!element.test(text)) continue;
    const escaped = Buffer.from(record)
      .toString()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
    archive.file(
      part.name,
      text.replace(element, () => escaped),
    );
  }
  return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A record whose data say something else. */
export function withData(record: EmbeddedRecord, changes: JsonObject): EmbeddedRecord {
  return { ...record, data: changed(record.data, changes) };
}

/** A PDF of somebody else. */
export function foreignPdf(): Uint8Array {
  return pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']);
}
