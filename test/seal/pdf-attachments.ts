import { pdfium } from '../readers/pdfium.ts';

export interface Attachment {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The files that a PDF carries, as PDFium shows them. */
export async function attachmentsOf(pdf: Uint8Array): Promise<Attachment[]> {
  const library = await pdfium();
  const address = library.keep(pdf);
  const file = library.call('FPDF_LoadMemDocument', address, pdf.byteLength, 0);
  if (file === 0) throw new Error('PDFium cannot open the file');
  try {
    return Array.from({ length: library.call('FPDFDoc_GetAttachmentCount', file) }, (_, index) => {
      const attachment = library.call('FPDFDoc_GetAttachment', file, index);
      const name = library.textFrom('utf-16le', (buffer, size) =>
        library.call('FPDFAttachment_GetName', attachment, buffer, size),
      );
      return { name, content: contentOf(attachment) };
    });
  } finally {
    library.call('FPDF_CloseDocument', file);
    library.release(address);
  }

  function contentOf(attachment: number): Uint8Array {
    return library.withMemory(4, (lengthAt) => {
      library.call('FPDFAttachment_GetFile', attachment, 0, 0, lengthAt);
      const length = Buffer.from(library.bytesAt(lengthAt, 4)).readUInt32LE();
      return library.withMemory(length, (contentAt) => {
        library.call('FPDFAttachment_GetFile', attachment, contentAt, length, lengthAt);
        return library.bytesAt(contentAt, length);
      });
    });
  }
}
