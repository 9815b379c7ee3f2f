/**
 * Cells of the first table in a piece of HTML, as a clipboard carries it beside the plain text. A cell that spans rows
 * or columns says its text once. Undefined where there is no table. Nothing of the markup is shown or run.
 */
export function tableBlock(html: string): string[][] | undefined {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return undefined;
  const rows: string[][] = [];
  [...table.rows].forEach((row, index) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[index]?.[column] !== undefined) column += 1;
      for (let down = 0; down < Math.max(1, cell.rowSpan) && index + down < table.rows.length; down += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          (rows[index + down] ??= [])[column + right] = down + right === 0 ? textOf(cell) : '';
        }
      }
    }
  });
  return rows.map((row) => Array.from(row, (cell) => cell));
}

/** Spaces and line ends of the markup mean nothing; `<br>` and paragraphs begin a line. */
function textOf(cell: Element): string {
  const pieces = [...cell.childNodes].map((node) => {
    if (!(node instanceof Element)) return (node.textContent ?? '').replaceAll(/\s+/g, ' ');
    if (node.localName === 'br') return '\n';
    return /^(?:p|div|li)$/.test(node.localName) ? `\n${textOf(node)}\n` : textOf(node);
  });
  return pieces
    .join('')
    .replaceAll(/[^\S\n]*\n\s*/g, '\n')
    .trim();
}
