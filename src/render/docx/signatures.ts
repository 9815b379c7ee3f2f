import {
  BorderStyle,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Signature, Slot } from '../../compose/document.ts';
import { type OpenRun, openRuns, roomOf } from './open-runs.ts';
import { styledParagraph } from './paragraphs.ts';
import type { Place } from './place.ts';
import { textRun } from './runs.ts';
import { linesOf, signatureGrid } from './signature-grid.ts';

const line = { style: BorderStyle.SINGLE, size: 4, space: 1, color: '000000' } as const;
/** Twips above what stands on a line. */
export const roomAboveLine = 120;

/**
 * A signature block as a table without rules. Its rows hold together; the words and lines of a slot stay in one cell,
 * so that the block is read in the order of its slots.
 */
export function drawSignature(signature: Signature, place: Place): Table {
  const { width, rows } = signatureGrid(signature, place);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: rows[0]?.slots.map(({ column }) => column) ?? [width],
    margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: 0, right: 0 },
    borders: TableBorders.NONE,
    rows: rows.map(
      ({ slots, captionLines }, index) =>
        new TableRow({
          cantSplit: true,
          children: slots.map(({ slot, column, line: room }) => {
            const keepNext = place.keepNext || index < rows.length - 1;
            return new TableCell({
              width: { size: column, type: WidthType.DXA },
              ...(column > room ? { margins: { marginUnitType: WidthType.DXA, right: column - room } } : {}),
              verticalAlign: VerticalAlignTable.BOTTOM,
              children: drawSlot(slot, captionLines, { ...place, keepNext, width: room }),
            });
          }),
        }),
    ),
  });
}

function drawSlot(slot: Slot, captionLines: number, place: Place): Paragraph[] {
  const runs = openRuns(slot.content, place);
  const words = slot.kind === 'text' ? runs : overLine(runs, slot.caption);
  const content = styledParagraph('SignatureText', words, place, {
    spacing: { before: roomAboveLine },
    ...(slot.kind === 'text' ? {} : { border: { bottom: line }, alignment: 'center' }),
  });
  if (captionLines === 0) return [content];
  const missing = captionLines - Math.max(1, linesOf(slot.caption, place.width));
  const caption = new Paragraph({
    style: 'SignatureCaption',
    ...(place.keepNext ? { keepNext: true } : {}),
    children: [
      ...(slot.caption === '' ? [] : [textRun(slot.caption, place)]),
      ...(missing > 0 ? [new TextRun({ break: missing })] : []),
    ],
  });
  return [content, caption];
}

/** What stands on the line of a slot: the line itself is the blank, and its caption is printed below it once. */
function overLine(runs: readonly OpenRun[], caption: string): OpenRun[] {
  return runs.flatMap((run): OpenRun[] => {
    if (run.kind === 'blank') return roomOf(run);
    return run.kind === 'caption' && run.text === caption ? [] : [run];
  });
}
