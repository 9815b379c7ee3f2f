import type { Block, OfficialDocument, VerificationPlace } from '../../compose/document.ts';
import { fitsFirstPage, type PrintedPictures } from './first-page.ts';

/**
 * The document with exactly one place for its code, on the first page: the template's, where it has one that is sure to
 * be there, else beside the stamp, else above all text.
 */
export function withCodePlaced(document: OfficialDocument, pictures: PrintedPictures): OfficialDocument {
  const [first, ...others] = document.versions;
  if (first === undefined) return document;
  const page = firstPage(first.blocks);
  const own = page.findIndex(isPlace);
  const kept = own >= 0 && fitsFirstPage(page.slice(0, own + 1), document, pictures) ? page[own] : undefined;
  const stamp = kept === undefined ? page.find(({ kind }) => kind === 'stamp') : undefined;
  const blocks = replaced(first.blocks, (block) => {
    if (block === stamp) return [place, block];
    return isPlace(block) && block !== kept ? [] : [block];
  });
  const above = kept === undefined && stamp === undefined ? [place] : [];
  return {
    ...document,
    versions: [
      { ...first, blocks: [...above, ...blocks] },
      ...others.map((version) => ({
        ...version,
        blocks: replaced(version.blocks, (block) => (isPlace(block) ? [] : [block])),
      })),
    ],
  };
}

const place: VerificationPlace = { kind: 'verification' };

function isPlace(block: Block): boolean {
  return block.kind === 'verification';
}

/** The blocks up to the first part that starts on a new page. */
function firstPage(blocks: readonly Block[]): Block[] {
  const page: Block[] = [];
  const fill = (list: readonly Block[]): boolean =>
    list.every((block) => {
      if (block.kind === 'section') return (block.page === 'same' || page.length === 0) && fill(block.blocks);
      page.push(block);
      return true;
    });
  fill(blocks);
  return page;
}

/** The blocks with others in their place, those in sections too; a place never stands in a table. */
function replaced(blocks: readonly Block[], replacement: (block: Block) => Block[]): Block[] {
  return blocks.flatMap((block) =>
    block.kind === 'section' ? [{ ...block, blocks: replaced(block.blocks, replacement) }] : replacement(block),
  );
}
