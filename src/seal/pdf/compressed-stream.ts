import { PdfName, type PdfObject, PdfStream } from '@libpdf/core';
import { zlibSync } from 'fflate';

/** A stream packed by a compressor that gives the same bytes on every machine, which that of Node does not promise. */
export function compressedStream(content: Uint8Array, entries: Record<string, PdfObject>): PdfStream {
  return PdfStream.fromDict({ ...entries, Filter: PdfName.of('FlateDecode') }, zlibSync(content, { level: 9 }));
}
