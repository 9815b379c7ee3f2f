import type { Block, Break, Cell, Inline, Row, Slot, Table, Text } from './document.ts';

/** The place of a payload value in parsed markup: the number it was placed under. */
export interface InsetPlace {
  readonly kind: 'inset';
  readonly number: number;
}

export type SkeletonInline = Text | Break | InsetPlace;
export type SkeletonBlock = Block<SkeletonInline>;
export type SkeletonTable = Table<SkeletonInline>;
export type SkeletonRow = Row<SkeletonInline>;
export type SkeletonCell = Cell<SkeletonInline>;
export type SkeletonSlot = Slot<SkeletonInline>;

/** A parsed template with its values put in: the same skeleton serves every payload of the same shape. */
export function fillBlock(block: SkeletonBlock, insets: readonly Inline[]): Block {
  const line = (content: readonly SkeletonInline[]) => fillLine(content, insets);
  switch (block.kind) {
    case 'stamp':
      return { ...block, lines: block.lines.map(line) };
    case 'logo':
    case 'verification':
      return block;
    case 'heading':
    case 'paragraph':
    case 'clause':
    case 'seal':
      return { ...block, content: line(block.content) };
    case 'signature':
      return { ...block, slots: block.slots.map((slot) => ({ ...slot, content: line(slot.content) })) };
    case 'table':
      return {
        ...block,
        head: block.head.map((row) => fillRow(row, insets)),
        body: block.body.map((row) => fillRow(row, insets)),
      };
    case 'section':
      return { ...block, blocks: block.blocks.map((child) => fillBlock(child, insets)) };
  }
}

export function fillRow(row: SkeletonRow, insets: readonly Inline[]): Row {
  const cells = row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map((block) => fillBlock(block, insets)) }));
  return { ...row, cells };
}

function fillLine(content: readonly SkeletonInline[], insets: readonly Inline[]): Inline[] {
  return content.map((inline) => {
    if (inline.kind !== 'inset') return inline;
    const inset = insets[inline.number];
    if (inset === undefined) throw new Error('an inset without its value');
    return inset;
  });
}
