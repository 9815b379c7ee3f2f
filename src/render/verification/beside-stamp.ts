import type { Block, Stamp } from '../../compose/document.ts';

/** The code in the left half of the page, which is empty beside a stamp. */
export interface CodeBesideStamp {
  readonly kind: 'code-beside-stamp';
  readonly stamp: Stamp;
}

export type ArrangedBlock = Block | CodeBesideStamp;

/** The blocks as they are drawn: a place for the code directly before a stamp becomes one with it. */
export function arrangedBlocks<Other extends Block>(blocks: readonly Other[]): (Other | CodeBesideStamp)[] {
  return blocks.flatMap((block, index): (Other | CodeBesideStamp)[] => {
    const next = blocks[index + 1];
    if (block.kind === 'verification' && next?.kind === 'stamp') return [{ kind: 'code-beside-stamp', stamp: next }];
    return block.kind === 'stamp' && blocks[index - 1]?.kind === 'verification' ? [] : [block];
  });
}
