import { Footer, PageNumber, Paragraph, TextRun } from 'docx';
import { unbraced } from './runs.ts';

/** The foot of every page: «2 / 6», and above it `text` (number and code of an issued document). */
export function pageFooter(text: string | undefined): Footer {
  const numbers = new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] });
  const words = text === undefined ? [] : [footerParagraph(new TextRun({ children: unbraced(text) }))];
  return new Footer({ children: [...words, footerParagraph(numbers)] });
}

function footerParagraph(run: TextRun): Paragraph {
  return new Paragraph({ style: 'Footer', children: [run] });
}
