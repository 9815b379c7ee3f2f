import { withoutIndexes } from '../../forms/json.ts';
import type { ClientForm } from '../state/client-form.ts';
import { type BlockCell, fieldNamed, labelsOf } from './block-cells.ts';
import { indexIn } from './record-place.ts';

const places = '.fill[data-path],.box[data-check]';

/** The columns of a table as they stand on the paper, band after band, or the fields of a list in the text. */
export function printedCells(paper: ParentNode, form: ClientForm, source: string): BlockCell[] {
  const bodies = [...paper.querySelectorAll<HTMLTableSectionElement>(`tbody[data-rows="${source}"]`)];
  const taken = new Set<string>();
  if (bodies.length === 0) {
    const start = `${source}.0.`;
    const found = paper.querySelectorAll<HTMLElement>(`[data-path^="${start}"],[data-check^="${start}"]`);
    return [...found].flatMap((place) => cellsOf([place], form, source, taken, [])).filter(hasFields);
  }
  return bodies.flatMap((body) => {
    const names = columnNames(body);
    const rows = [...body.rows].filter((row) => recordOf(row, source) === 0);
    return rows.flatMap((row, line) => {
      let column = 0;
      return [...row.cells].flatMap((cell) => {
        const own = line === 0 ? (names[column] ?? []) : [];
        column += cell.colSpan;
        return cellsOf([...cell.querySelectorAll<HTMLElement>(places)], form, source, taken, own).filter(
          (found) => line === 0 || hasFields(found),
        );
      });
    });
  });
}

function hasFields({ fields }: BlockCell): boolean {
  return fields.length > 0;
}

function recordOf(row: Element, source: string): number | undefined {
  const place = row.querySelector<HTMLElement>(places);
  return place === null ? undefined : indexIn(source, pathOf(place));
}

/** One column; of records inside the record only the first one counts, of a field in several cells the first cell. */
function cellsOf(
  found: readonly HTMLElement[],
  form: ClientForm,
  source: string,
  taken: Set<string>,
  names: readonly string[],
): BlockCell[] {
  const own = found.flatMap((place) => {
    const path = pathOf(place)
      .replace(`${source}.`, '')
      .replace(/^\d+\./, '');
    return indexIn(source, pathOf(place)) === undefined ? [] : [{ place, path }];
  });
  const first = own.filter(({ path }) => !/(?:^|\.)[1-9]\d*\./.test(path));
  if (own.length > 0 && first.length === 0) return [];
  const pattern = withoutIndexes(source);
  const isComputed = ({ place }: (typeof own)[number]) => place.classList.contains('derived');
  const typed = first.filter((one) => !isComputed(one) && !taken.has(one.path) && taken.add(one.path));
  const group = commonGroup(typed.map(({ path }) => path));
  return [
    {
      fields: typed.map(({ path }) => fieldNamed(form, pattern, path)),
      separators: typed.slice(1).map(({ place }, index) => separatorBetween(typed[index]?.place, place)),
      computed: first.filter(isComputed).map(({ path }) => path),
      names: [...names, ...(group === '' ? [] : labelsOf(form, `${pattern}.${withoutIndexes(group)}`))],
    },
  ];
}

function separatorBetween(one: HTMLElement | undefined, place: HTMLElement): string {
  if (one?.closest('p') !== place.closest('p')) return '\n';
  const before = place.previousSibling;
  return (before?.nodeType === Node.TEXT_NODE || before instanceof HTMLElement ? before.textContent : '') ?? '';
}

/** `conformityDocument` for its number and date. */
function commonGroup([first = '', ...others]: readonly string[]): string {
  const group = first.slice(0, Math.max(0, first.lastIndexOf('.')));
  return others.length > 0 && others.every((path) => path.startsWith(`${group}.`)) ? group : '';
}

/** The name right above each column of a table; a row of column numbers has none. */
function columnNames(body: HTMLTableSectionElement): string[][] {
  const head = body.closest('table')?.tHead;
  const names: string[][] = [];
  const until: number[] = [];
  [...(head?.rows ?? [])].forEach((row, index) => {
    let column = 0;
    for (const cell of row.cells) {
      while ((until[column] ?? 0) > index) column += 1;
      const text = cell.textContent.replaceAll(/\s+/g, ' ').trim();
      for (const end = column + cell.colSpan; column < end; column += 1) {
        until[column] = index + cell.rowSpan;
        if (!/^\d*\.?$/.test(text)) names[column] = [text];
      }
    }
  });
  return names;
}

function pathOf({ dataset }: HTMLElement): string {
  return dataset['path'] ?? dataset['check'] ?? '';
}
