import type { HeadedTable, HtmlText } from './html.ts';
import type { PdfPage } from './pdf-page.ts';
import { words } from './words.ts';

/** The text of a PDF as one stream, without what pages repeat. */
export interface PdfFlow {
  readonly letters: string;
  /** Place in the stream at which every page ends. */
  readonly pageEnds: readonly number[];
  /** Places in the stream at which a word ends or a line is broken. */
  readonly wordEnds: readonly number[];
  /** Tables that go on on a new page without their head: page and head. */
  readonly headless: readonly { readonly page: number; readonly head: string }[];
}

/**
 * Joins the pages. The head of a table is printed again on every page the table runs over; it is left out only at the
 * top of a page, only where the table is under way there, and only in the very words of its head.
 * @param page the same document as HTML, which tells where its tables begin and end
 */
export function pdfFlow(pages: readonly Pick<PdfPage, 'number' | 'text'>[], page: Pick<HtmlText, 'tables'>): PdfFlow {
  let stream = '';
  const pageEnds: number[] = [];
  const wordEnds: number[] = [];
  const headless: { page: number; head: string }[] = [];
  for (const { number, text } of pages) {
    const onPage = words(text);
    let rest = onPage.join('');
    for (const { head } of page.tables.filter((table) => isUnderWay(table, stream.length))) {
      if (rest.startsWith(head.letters)) rest = rest.slice(head.letters.length);
      else headless.push({ page: number, head: head.letters });
    }
    const start = stream.length;
    let end = start - (onPage.join('').length - rest.length);
    wordEnds.push(...onPage.map((word) => (end += word.length)).filter((at) => at > start));
    stream += rest;
    pageEnds.push(stream.length);
  }
  return { letters: stream, pageEnds, wordEnds, headless };
}

function isUnderWay({ head, body }: HeadedTable, at: number): boolean {
  return at > head.start && at >= body.start && at < body.end;
}
