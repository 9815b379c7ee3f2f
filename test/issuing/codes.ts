import JSZip from 'jszip';
import { readPng } from '../golden/pictures.ts';
import { type GreyPicture, PdfPage } from '../readers/pdf-page.ts';
import { pdfium } from '../readers/pdfium.ts';
import { decoders } from '../render/verification/decoders.ts';

/** What zxing reads from a file: from the first page of a PDF, from the pictures of an office file. */
export async function codesIn(name: string, bytes: Uint8Array): Promise<string[]> {
  const pictures = name.endsWith('.pdf') ? [await firstPage(bytes)] : await picturesIn(bytes);
  return (await Promise.all(pictures.map(async (picture) => (await decoders['zxing']?.(picture)) ?? []))).flat();
}

/** Drawn without reading the text of the file, which takes longer. */
async function firstPage(bytes: Uint8Array): Promise<GreyPicture> {
  const library = await pdfium();
  const address = library.keep(bytes);
  const file = library.call('FPDF_LoadMemDocument', address, bytes.byteLength, 0);
  if (file === 0) throw new Error('PDFium cannot open the file');
  const page = new PdfPage(library, library.call('FPDF_LoadPage', file, 0), 1, []);
  try {
    return page.draw(150);
  } finally {
    page.close();
    library.call('FPDF_CloseDocument', file);
    library.release(address);
  }
}

async function picturesIn(bytes: Uint8Array) {
  const files = (await JSZip.loadAsync(bytes)).file(/\/media\/[^/]+\.png$/u);
  return Promise.all(files.map(async (file) => readPng(await file.async('uint8array'))));
}
