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
import { printedRuns, type Run } from '../../compose/printed.ts';
import { charactersOf } from './blanks.ts';
import { styledParagraph } from './paragraphs.ts';
import type { Place } from './place.ts';
import { textRun } from './runs.ts';
import { denseTableSize } from './styles.ts';

/** Twips between the slots of a row. */
const slotGap = 200;
const line = { style: BorderStyle.SINGLE, size: 4, space: 1, color: '000000' } as const;

/** Part of the page that a signature on a line of its own takes. */
const stackShare = 0.6;

/**
 * A signature block as a table without rules: slots side by side, or one a row. Its rows hold together; the words
 * and lines of a slot stay in one cell, so that the block is read in the order of its slots.
 */
export function drawSignature(signature: Signature, place: Place): Table {
  const rows = signature.direction === 'row' ? [signature.slots] : signature.slots.map((slot) => [slot]);
  const width =
    signature.direction === 'stack' && place.cell === null ? Math.round(place.width * stackShare) : place.width;
  const widths = slotWidths(signature.direction === 'row' ? signature.slots : [], width);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: 0, right: 0 },
    borders: TableBorders.NONE,
    rows: rows.map((slots, index) => {
      const keepNext = place.keepNext || index < rows.length - 1;
      const slotPlace = (column: number): Place => ({
        ...place,
        keepNext,
        width: (widths[column] ?? width) - (column < slots.length - 1 ? slotGap : 0),
      });
      const captionLines = Math.max(...slots.map((slot, column) => linesOf(slot.caption, slotPlace(column))));
      return new TableRow({
        cantSplit: true,
        children: slots.map((slot, column) => {
          const inside = slotPlace(column);
          const size = widths[column] ?? width;
          return new TableCell({
            width: { size, type: WidthType.DXA },
            ...(size > inside.width ? { margins: { marginUnitType: WidthType.DXA, right: slotGap } } : {}),
            verticalAlign: VerticalAlignTable.BOTTOM,
            children: drawSlot(slot, captionLines, inside),
          });
        }),
      });
    }),
  });
}

function drawSlot(slot: Slot, captionLines: number, place: Place): Paragraph[] {
  const runs = printedRuns(slot.content);
  const words = slot.kind === 'text' ? runs : overLine(runs, slot.caption);
  const content = styledParagraph('SignatureText', words, place, {
    spacing: { before: 120 },
    ...(slot.kind === 'text' ? {} : { border: { bottom: line }, alignment: 'center' }),
  });
  if (captionLines === 0) return [content];
  const missing = captionLines - Math.max(1, linesOf(slot.caption, place));
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

/** Lines of a caption, by the width of its letters: slots of a row stand level when their captions are equally high. */
function linesOf(caption: string, place: Place): number {
  return Math.ceil(caption.length / charactersOf({ width: place.width, fontSize: denseTableSize }));
}

/** What stands on the line of a slot: the line itself is the blank, and its caption is printed below it once. */
function overLine(runs: readonly Run[], caption: string): Run[] {
  return runs.filter((run) => run.kind !== 'blank' && !(run.kind === 'caption' && run.text === caption));
}

function slotWidths(slots: readonly Slot[], width: number): number[] {
  if (slots.length === 0) return [width];
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0);
  let passed = 0;
  return slots.map((slot) => {
    const from = Math.round((passed / total) * width);
    passed += slot.weight;
    return Math.round((passed / total) * width) - from;
  });
}
