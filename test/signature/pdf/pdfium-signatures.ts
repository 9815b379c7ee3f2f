import { type Pdfium, pdfium } from '../../readers/pdfium.ts';

/** A signature as PDFium shows it. */
export interface ShownSignature {
  readonly byteRange: readonly number[];
  readonly contents: Uint8Array;
  readonly subFilter: string;
  readonly reason: string;
  readonly time: string;
}

/** The signatures of a PDF. */
export function shownSignatures(pdf: Uint8Array): Promise<ShownSignature[]> {
  return withFile(pdf, (library, file) =>
    Array.from({ length: library.call('FPDF_GetSignatureCount', file) }, (_, index): ShownSignature => {
      const signature = library.call('FPDF_GetSignatureObject', file, index);
      const bytes = (name: string, size = 1) => {
        const length = library.call(name, signature, 0, 0);
        return library.withMemory(length * size, (address) => {
          library.call(name, signature, address, length);
          return library.bytesAt(address, length * size);
        });
      };
      const ascii = (name: string) => Buffer.from(bytes(name)).toString('latin1').replace(/\0$/, '');
      return {
        byteRange: [...new Int32Array(bytes('FPDFSignatureObj_GetByteRange', 4).buffer)],
        contents: bytes('FPDFSignatureObj_GetContents'),
        subFilter: ascii('FPDFSignatureObj_GetSubFilter'),
        time: ascii('FPDFSignatureObj_GetTime'),
        reason: Buffer.from(bytes('FPDFSignatureObj_GetReason')).toString('utf16le').replace(/\0$/, ''),
      };
    }),
  );
}

const forPrint = 1;

/** The text of a page as it is printed: with what its fields show. */
export function printedText(pdf: Uint8Array, page: number): Promise<string> {
  return withFile(pdf, (library, file) => {
    const shown = library.call('FPDF_LoadPage', file, page - 1);
    library.call('FPDFPage_Flatten', shown, forPrint);
    library.call('FPDF_ClosePage', shown);
    const flat = library.call('FPDF_LoadPage', file, page - 1);
    const text = library.call('FPDFText_LoadPage', flat);
    const count = library.call('FPDFText_CountChars', text);
    const units = library.withMemory((count + 1) * 2, (address) => {
      const written = library.call('FPDFText_GetText', text, 0, count, address);
      return library.bytesAt(address, Math.max(0, written - 1) * 2);
    });
    library.call('FPDFText_ClosePage', text);
    library.call('FPDF_ClosePage', flat);
    return Buffer.from(units).toString('utf16le');
  });
}

async function withFile<Result>(pdf: Uint8Array, use: (library: Pdfium, file: number) => Result): Promise<Result> {
  const library = await pdfium();
  const address = library.keep(pdf);
  const file = library.call('FPDF_LoadMemDocument', address, pdf.byteLength, 0);
  if (file === 0) throw new Error('PDFium cannot open the file');
  try {
    return use(library, file);
  } finally {
    library.call('FPDF_CloseDocument', file);
    library.release(address);
  }
}
