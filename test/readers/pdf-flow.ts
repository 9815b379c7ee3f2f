import type { HeadedTable, HtmlText } from './html.ts';
import type { PdfPage } from './pdf-page.ts';
import { letters } from './words.ts';

/** The text of a PDF as one stream, without what pages repeat. */
export interface PdfFlow {
  readonly letters: string;
  /** Place in the stream at which every page ends. */
  readonly pageEnds: readonly number[];
  /** Tables that go on on a new page without their head: page and head. */
  readonly headless: readonly { readonly page: number; readonly head: string }[];
}

/**
 * Joins the pages. The head of a table is printed again on every page the table runs over; it is left out only at the
 * top of a page, only where the table is under way there, and only in the very words of its head.
 * @param page the same document as HTML, which tells where its tables begin and end
 */
export function pdfFlow(pages: readonly PdfPage[], page: Pick<HtmlText, 'tables'>): PdfFlow {
  let stream = '';
  const pageEnds: number[] = [];
  const headless: { page: number; head: string }[] = [];
  for (const { number, text } of pages) {
    let rest = letters(text);
    for (const { head } of page.tables.filter((table) => isUnderWay(table, stream.length))) {
      if (rest.startsWith(head.letters)) rest = rest.slice(head.letters.length);
      else headless.push({ page: number, head: head.letters });
    }
    stream += rest;
    pageEnds.push(stream.length);
  }
  return { letters: stream, pageEnds, headless };
}

function isUnderWay({ head, body }: HeadedTable, at: number): boolean {
  return at > head.start && at >= body.start && at < body.end;
}
