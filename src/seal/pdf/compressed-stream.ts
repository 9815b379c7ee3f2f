import { PdfName, type PdfObject, PdfStream } from '@libpdf/core';
import { zlibSync } from 'fflate';

/** Packed by a compressor that gives the same bytes on every machine, which that of Node does not promise. */
export function packed(content: Uint8Array): Uint8Array {
  return zlibSync(content, { level: 9 });
}

/** A stream of `packed` content. */
export function packedStream(bytes: Uint8Array, entries: Record<string, PdfObject>): PdfStream {
  return PdfStream.fromDict({ ...entries, Filter: PdfName.of('FlateDecode') }, bytes);
}

/** A stream packed here. */
export function compressedStream(content: Uint8Array, entries: Record<string, PdfObject>): PdfStream {
  return packedStream(packed(content), entries);
}
