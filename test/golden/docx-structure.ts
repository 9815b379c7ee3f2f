import type { DocxControl, DocxSignatureLine } from '../readers/docx-places.ts';
import { type DocxBlock, readDocx } from '../readers/docx.ts';
import { compactJson } from './compact-json.ts';

/**
 * The structure of a Word file: sections, paragraphs with style, number, text, content controls and signature lines,
 * tables with widths and spans.
 */
export async function docxStructure(bytes: Uint8Array): Promise<string> {
  const { sections, headers, footers, watermark, protection } = await readDocx(bytes);
  const content = {
    watermark,
    protection,
    headers,
    footers,
    sections: sections.map(({ blocks, ...page }) => ({ ...page, blocks: blocks.map(blockStructure) })),
  };
  return `${compactJson(content)}\n`;
}

function blockStructure(block: DocxBlock): object {
  if (block.kind === 'paragraph') {
    const { style, number, alignment, keepWithNext, text, controls, signatureLines } = block;
    return {
      style,
      ...(number === '' ? {} : { number }),
      ...(alignment === '' ? {} : { alignment }),
      ...(keepWithNext ? { keepWithNext } : {}),
      text,
      ...(controls.length === 0 ? {} : { controls: controls.map(controlStructure) }),
      ...(signatureLines.length === 0 ? {} : { signatureLines: signatureLines.map(lineStructure) }),
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

/** The kind of a control, how it is locked, and where its value comes from. */
function controlStructure({ tag, kind, lock, empty }: DocxControl): string {
  return [kind, ...(lock === 'sdtLocked' ? [] : [lock]), ...(empty ? ['empty'] : []), tag].join(' ');
}

function lineStructure({ id, signer, role, style }: DocxSignatureLine): object {
  const box = ['margin-left', 'margin-top', 'width', 'height'].map((name) => style[name]).join(' ');
  return { id, ...(signer === '' ? {} : { signer }), ...(role === '' ? {} : { role }), box };
}
