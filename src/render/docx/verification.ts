import {
  AlignmentType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Stamp } from '../../compose/document.ts';
import { textWidth } from '../fonts.ts';
import { qrPng } from '../qr/png.ts';
import { smoothedPixels } from '../qr/size.ts';
import type { VerificationMark } from '../verification/mark.ts';
import { twips } from './page.ts';
import { stampParagraphs } from './paragraphs.ts';
import { pictureRun } from './picture.ts';
import type { Place } from './place.ts';
import { textRun } from './runs.ts';
import { noteSize } from './styles.ts';

const twipsPerPoint = 20;

/** The code at the left, beneath it in the middle number and short code: one paragraph, so that nothing parts them. */
export function verificationParagraph({ matrix, side, lines, alternative }: VerificationMark, place: Place): Paragraph {
  const png = qrPng(matrix, smoothedPixels);
  const picture = pictureRun({ png, width: side, height: side }, { name: 'verification', words: alternative }, place);
  const width = Math.max(twips(side), ...lines.map((line) => Math.ceil(textWidth(line, noteSize) * twipsPerPoint)));
  return new Paragraph({
    style: 'Caption',
    alignment: AlignmentType.CENTER,
    indent: { left: 0, right: Math.max(0, place.width - width) },
    keepLines: true,
    ...(place.keepNext ? { keepNext: true } : {}),
    children: [picture, ...lines.flatMap((line) => [new TextRun({ break: 1 }), textRun(line, place)])],
  });
}

/** The code beside the stamp: a table of two halves without rules. */
export function drawBesideStamp(stamp: Stamp, mark: VerificationMark, place: Place): Table {
  const left = place.page.stampIndent;
  const right = place.width - left;
  const half = (width: number): Place => ({
    ...place,
    width,
    cell: { style: 'plain', header: false, dense: false },
  });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: place.width, type: WidthType.DXA },
    columnWidths: [left, right],
    margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: 0, right: 0 },
    borders: TableBorders.NONE,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          halfCell(left, [verificationParagraph(mark, half(left))]),
          halfCell(right, stampParagraphs(stamp, half(right))),
        ],
      }),
    ],
  });
}

function halfCell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({ width: { size: width, type: WidthType.DXA }, children });
}
