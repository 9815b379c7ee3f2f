import { type DocxBlock, readDocx } from '../readers/docx.ts';
import { compactJson } from './compact-json.ts';

/** The structure of a Word file: sections, paragraphs with style, number and text, tables with widths and spans. */
export async function docxStructure(bytes: Uint8Array): Promise<string> {
  const { sections, headers, footers, watermark } = await readDocx(bytes);
  const content = {
    watermark,
    headers,
    footers,
    sections: sections.map(({ blocks, ...page }) => ({ ...page, blocks: blocks.map(blockStructure) })),
  };
  return `${compactJson(content)}\n`;
}

function blockStructure(block: DocxBlock): object {
  if (block.kind === 'paragraph') {
    const { style, number, alignment, keepWithNext, text } = block;
    return {
      style,
      ...(number === '' ? {} : { number }),
      ...(alignment === '' ? {} : { alignment }),
      ...(keepWithNext ? { keepWithNext } : {}),
      text,
    };
  }
  return {
    table: block.ruled ? 'ruled' : 'plain',
    widths: block.widths.join(' '),
    rows: block.rows.map(({ head, cells }) => ({
      ...(head ? { head } : {}),
      cells: cells.map(({ columns, rows, blocks }) => ({
        ...(columns === 1 ? {} : { columns }),
        ...(rows === 'one' ? {} : { rows }),
        blocks: blocks.map(blockStructure),
      })),
    })),
  };
}
