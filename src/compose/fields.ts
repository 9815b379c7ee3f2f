import type { Block, Check, Field, Inline, OfficialDocument } from './document.ts';

/** Every fill-in of a document in the order of the text; fields that share a blank come one by one. */
export function documentFields(document: OfficialDocument): (Field | Check)[] {
  return document.versions
    .flatMap((version) => version.blocks.flatMap(inlinesOf))
    .flatMap((inline): (Field | Check)[] => {
      switch (inline.kind) {
        case 'group':
          return [...inline.fields];
        case 'field':
        case 'check':
          return [inline];
        default:
          return [];
      }
    });
}

/** The lines of text of a block and of everything inside it. */
export function inlinesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'stamp':
      return block.lines.flat();
    case 'heading':
    case 'paragraph':
    case 'clause':
    case 'seal':
      return block.content;
    case 'signature':
      return block.slots.flatMap((slot) => slot.content);
    case 'table':
      return [...block.head, ...block.body].flatMap((row) =>
        row.cells.flatMap((cell) => cell.blocks.flatMap(inlinesOf)),
      );
    case 'section':
      return block.blocks.flatMap(inlinesOf);
    case 'logo':
    case 'verification':
      return [];
  }
}
