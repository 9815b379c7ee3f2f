import { createHash } from 'node:crypto';
import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfString } from '@libpdf/core';
import { compressedStream } from './compressed-stream.ts';

/** Name under which an issued PDF carries its record. */
export const payloadName = 'payload.json';

/**
 * Adds the record to a PDF as a file that the document was made from (ISO 32000-2, 7.11.4 and 14.13).
 *
 * @returns reference of the file specification, for the catalog's lists
 */
export function addPayload(file: PDF, payload: Uint8Array, changedAt: Date): PdfRef {
  const stream = compressedStream(payload, {
    Type: PdfName.of('EmbeddedFile'),
    Subtype: PdfName.of('application/json'),
    Params: PdfDict.of({
      Size: PdfNumber.of(payload.byteLength),
      ModDate: PdfString.fromString(pdfDate(changedAt)),
      CheckSum: new PdfString(createHash('md5').update(payload).digest(), 'hex'),
    }),
  });
  const content = file.register(stream);
  const name = PdfString.fromString(payloadName);
  return file.register(
    PdfDict.of({
      Type: PdfName.of('Filespec'),
      F: name,
      UF: name,
      EF: PdfDict.of({ F: content, UF: content }),
      AFRelationship: PdfName.of('Source'),
      Desc: PdfString.fromString('What this document says, as data'),
    }),
  );
}

/** Lists the file where viewers show attachments, and where archives look for associated files. */
export function listPayload(catalog: PdfDict, specification: PdfRef, file: PDF): void {
  const names = catalog.getDict('Names', (reference) => file.getObject(reference)) ?? new PdfDict();
  names.set('EmbeddedFiles', PdfDict.of({ Names: PdfArray.of(PdfString.fromString(payloadName), specification) }));
  catalog.set('Names', file.context.getRef(names) ?? names);
  catalog.set('AF', PdfArray.of(specification));
}

function pdfDate(time: Date): string {
  return `D:${time.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
}
