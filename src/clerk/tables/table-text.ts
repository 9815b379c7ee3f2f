import { enteredText } from '../../forms/entered.ts';
import { withoutIndexes } from '../../forms/json.ts';
import type { FormStore } from '../state/form-store.ts';
import type { BlockCell } from './block-cells.ts';
import { blockText } from './block-text.ts';

/** A table as a block for a spreadsheet, its names above it: dates and numbers as they are typed, choices in words. */
export function tableText(store: FormStore, source: string, cells: readonly BlockCell[]): string {
  const names = cells.map(({ names: [own], fields }) => own ?? fields[0]?.names.at(-1) ?? '');
  const rows = store
    .rowsAt(source)
    .flatMap((_, record) =>
      Array.from({ length: linesOf(store, `${source}.${record}`, cells) }, (__, line) =>
        cells.map((cell) => cellText(store, `${source}.${record}`, cell, line)),
      ),
    );
  return blockText([names, ...rows]);
}

/** A record takes as many lines as the longest table inside it has records. */
function linesOf(store: FormStore, record: string, cells: readonly BlockCell[]): number {
  const tables = cells.flatMap(({ fields }) => fields.flatMap(({ path }) => /^(.*?)\.0\./.exec(path)?.[1] ?? []));
  return Math.max(1, ...[...new Set(tables)].map((table) => store.rowsAt(`${record}.${table}`).length));
}

function cellText(
  store: FormStore,
  record: string,
  { fields, separators, computed = [] }: BlockCell,
  line: number,
): string {
  const texts = [...fields.map(({ path }) => path), ...computed].map((path) => {
    const isNested = path.includes('.0.');
    if (line > 0 && !isNested) return '';
    return path === 'rowNumber' ? rowNumber(record) : fieldText(store, `${record}.${path.replace('.0.', `.${line}.`)}`);
  });
  return texts.reduce((joined, text, index) => {
    if (text === '' || joined === '') return joined + text;
    return `${joined}${separators[index - 1] ?? ' '}${text}`;
  }, '');
}

function rowNumber(record: string): string {
  return String(Number(record.slice(record.lastIndexOf('.') + 1)) + 1);
}

function fieldText(store: FormStore, path: string): string {
  const { form, language } = store;
  const pattern = withoutIndexes(path);
  const node = form.schema.nodeAt(pattern);
  const value = store.valueAt(path);
  if (node === undefined) return '';
  const words = form.locales[language].choices[pattern] ?? {};
  const written = store.unreadable.get(path) ?? enteredText(node, value, language);
  if (!['boolean', 'choice', 'choices'].includes(node.valueType)) return written;
  return written
    .split('\n')
    .map((code) => words[code] ?? code)
    .join('; ');
}
