import type { Block, Row } from './document.ts';

/** The blocks with rows put into the table that holds the records of `source`. */
export function withRowsOf(blocks: readonly Block[], source: string, rows: readonly Row[]): readonly Block[] {
  return blocks.map((block): Block => {
    if (block.kind === 'table' && block.source === source) return { ...block, body: [...block.body, ...rows] };
    return block.kind === 'section' ? { ...block, blocks: withRowsOf(block.blocks, source, rows) } : block;
  });
}
