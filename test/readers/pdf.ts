import { readBookmarks } from './pdf-bookmarks.ts';
import { pdfium } from './pdfium.ts';
import { readGlyphs } from './pdf-glyphs.ts';
import { PdfPage } from './pdf-page.ts';

/** A PDF as its readers see it. */
export interface PdfFile {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Whether the file says that it carries its structure. */
  readonly tagged: boolean;
  readonly bookmarks: readonly string[];
  readonly pages: readonly PdfPage[];
  /** Gives back the memory; the pages cannot be drawn afterwards. */
  close(): void;
}

/**
 * Opens a PDF. Pages are read at once, drawn when asked.
 * @throws Error where PDFium cannot open it
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfFile> {
  const library = await pdfium();
  const address = library.keep(bytes);
  const file = library.call('FPDF_LoadMemDocument', address, bytes.byteLength, 0);
  if (file === 0) throw new Error(`PDFium cannot open the file: error ${library.call('FPDF_GetLastError')}`);
  const about = (key: string) => {
    const name = library.keep(new TextEncoder().encode(`${key}\0`));
    try {
      return library.textFrom('utf-16le', (buffer, size) => library.call('FPDF_GetMetaText', file, name, buffer, size));
    } finally {
      library.release(name);
    }
  };
  const pages = Array.from({ length: library.call('FPDF_GetPageCount', file) }, (_, index) => {
    const page = library.call('FPDF_LoadPage', file, index);
    return new PdfPage(library, page, index + 1, readGlyphs(library, page));
  });
  return {
    title: about('Title'),
    author: about('Author'),
    subject: about('Subject'),
    tagged: library.call('FPDFCatalog_IsTagged', file) === 1,
    bookmarks: readBookmarks(library, file),
    pages,
    close() {
      for (const page of pages) page.close();
      library.call('FPDF_CloseDocument', file);
      library.release(address);
    },
  };
}
