/** A quoted cell with its quotes: marks inside are doubled, and a tab, a line end or the end of the text follows. */
const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
const plain = /[^\t\n]*/y;

/**
 * Cells of a block that was copied from a spreadsheet: rows by line ends, cells by tabs. Excel, LibreOffice and Google
 * Sheets put a cell in quotes when a tab or a line end is in it, and double its own quotes then; a name in quotes
 * («"Байсерке" ЖШС», «"Астык"») stays as it is.
 */
export function parseBlock(text: string): string[][] {
  const source = text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '');
  if (source === '') return [];
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const [cell, end] = cellAt(source, at);
    rows.at(-1)?.push(cell);
    if (end >= source.length) return rows;
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
}

/** The cell that begins at a place, and where it ends. */
function cellAt(source: string, at: number): [cell: string, end: number] {
  quoted.lastIndex = at;
  const inner = source[at] === '"' ? quoted.exec(source)?.[1] : undefined;
  if (inner !== undefined && /[\t\n]|""/.test(inner)) return [inner.replaceAll('""', '"'), quoted.lastIndex];
  plain.lastIndex = at;
  plain.exec(source);
  return [source.slice(at, plain.lastIndex), plain.lastIndex];
}

/** Whether every row has as many cells: of a block that is uneven, the line ends may be those of its cells. */
export function isEven(block: readonly (readonly string[])[]): boolean {
  return block.every((row) => row.length === block[0]?.length);
}

/** What a spreadsheet would read as a formula; the apostrophe is its own sign for «this is text». */
const formula = /^(?=[=+\-@])/;
const apostrophe = /^'(?=[=+\-@])/;

/** The cells as a block for a spreadsheet. No cell becomes a formula there. */
export function blockText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cellText).join('\t') + '\r\n').join('');
}

/** The text of a cell without the apostrophe that keeps it from being a formula. */
export function ownText(cell: string): string {
  return cell.replace(apostrophe, '').trim();
}

function cellText(text: string): string {
  const safe = text.replace(formula, "'");
  return /[\t\n\r]|^"/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
