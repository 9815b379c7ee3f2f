import { indexIn } from './record-place.ts';

/** Records that are laid out together; those out of sight are not laid out at all. */
const chunkSize = 20;
/** Pixels that a record is thought to be high before it was seen. */
const likelyHeight = 90;

const places = '.fill[data-path],.box[data-check]';

/**
 * Divides long tables of a paper into tables of some records each, one beneath the other, which look like one: the
 * browser leaves out what is out of sight. Columns keep their widths, for these are of the paper.
 */
export function divideLongTables(paper: ParentNode): void {
  for (const body of paper.querySelectorAll<HTMLTableSectionElement>('tbody[data-rows]')) {
    if (body.rows.length > chunkSize * 2) divide(body, body.dataset['rows'] ?? '');
  }
}

function divide(body: HTMLTableSectionElement, source: string): void {
  const table = body.closest('table');
  const starts = recordStarts(body, source);
  if (table === null || starts.length <= chunkSize * 2) return;
  let chunk = table.parentElement?.classList.contains('row-chunk') === true ? table.parentElement : wrapped(table);
  const rows = [...body.rows];
  for (let record = chunkSize; record < starts.length; record += chunkSize) {
    const [from, to] = [starts[record] ?? 0, starts[record + chunkSize] ?? rows.length];
    const next = table.cloneNode() as HTMLTableElement;
    const columns = table.querySelector('colgroup');
    const nextBody = body.cloneNode() as HTMLTableSectionElement;
    nextBody.append(...rows.slice(from, to));
    next.append(...(columns === null ? [] : [columns.cloneNode(true)]), nextBody);
    const following = chunkOf(Math.min(chunkSize, starts.length - record));
    following.append(next);
    chunk.after(following);
    chunk = following;
  }
}

/** Numbers of the rows that records begin with; none where the rows are no records one after the other. */
function recordStarts(body: HTMLTableSectionElement, source: string): number[] {
  const starts: number[] = [];
  let before: number | undefined;
  [...body.rows].forEach((row, index) => {
    const place = row.querySelector<HTMLElement>(places);
    const record = place === null ? undefined : indexIn(source, place.dataset['path'] ?? place.dataset['check'] ?? '');
    if (record !== undefined && record !== before) starts.push(index);
    before = record ?? before;
  });
  return starts;
}

function wrapped(table: HTMLTableElement): HTMLElement {
  const chunk = chunkOf(chunkSize);
  table.replaceWith(chunk);
  chunk.append(table);
  return chunk;
}

function chunkOf(records: number): HTMLElement {
  const chunk = document.createElement('div');
  chunk.className = 'row-chunk';
  chunk.style.containIntrinsicBlockSize = `auto ${records * likelyHeight}px`;
  return chunk;
}
