import { tableBlock } from './block-html.ts';
import { isEven, parseBlock } from './block-text.ts';

/** The cells that a clipboard holds: its plain text, or its table where line ends in the text may be those of cells. */
export function clipboardBlock(data: DataTransfer): string[][] {
  const block = parseBlock(data.getData('text/plain'));
  const html = isEven(block) && block.length > 1 ? '' : data.getData('text/html');
  return (html.includes('<table') ? tableBlock(html) : undefined) ?? block;
}

/** Whether the clipboard was filled by a table, so that its line ends part cells. */
export function isFromTable(data: DataTransfer): boolean {
  return data.getData('text/html').includes('<table');
}
