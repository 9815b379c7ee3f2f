import type { Format } from '../../src/render/formats.ts';
import { readDocx } from './docx.ts';
import { type HtmlText, readHtml } from './html.ts';
import { readPdf } from './pdf.ts';
import { pdfFlow } from './pdf-flow.ts';
import { letters } from './words.ts';
import { readXlsx } from './xlsx.ts';
import { sheetLetters } from './xlsx-order.ts';

/** What a reader needs to know of the document beside the file. */
export interface ReadingAid {
  /** The same document as HTML: where its tables are. */
  readonly page: Pick<HtmlText, 'tables'>;
  /** Letters that the file should say: a sheet alone does not tell the order of what stands side by side. */
  readonly wanted: string;
}

/** The letters of a file in reading order, without page numbers, watermark and repeated table heads. */
export async function lettersOf(format: Format, bytes: Uint8Array, { page, wanted }: ReadingAid): Promise<string> {
  switch (format) {
    case 'html':
      return letters(readHtml(bytes).text);
    case 'docx':
      return letters((await readDocx(bytes)).text);
    case 'xlsx':
      return sheetLetters((await readXlsx(bytes)).sheets, wanted);
    case 'pdf': {
      const file = await readPdf(bytes);
      try {
        return pdfFlow(file.pages, page).letters;
      } finally {
        file.close();
      }
    }
  }
}
