import type { PackageParts } from './package-parts.ts';
import { readWholeXml } from './xml-events.ts';

/** What a number in a cell is shown as. */
export type NumberKind = 'number' | 'date' | 'percent';

/** Formats that every program knows by number (ECMA-376 part 1, 18.8.30). */
const builtIn = new Map<number, NumberKind>([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map(
    (id) => [id, 'date'] as const,
  ),
  [9, 'percent'],
  [10, 'percent'],
]);

/** The kinds of numbers by the number of a cell's style. @throws WorkbookError */
export async function cellStyles(parts: PackageParts): Promise<readonly NumberKind[]> {
  const formats = new Map(builtIn);
  const styles: NumberKind[] = [];
  let isOfCells = false;
  await readWholeXml(parts.read('xl/styles.xml'), {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId'));
      if (name === 'numFmt') formats.set(id, kindOf(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') isOfCells = true;
      if (name === 'xf' && isOfCells) styles.push(formats.get(id) ?? 'number');
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return styles;
}

function kindOf(format: string): NumberKind {
  // Words, colours and characters that stand for themselves say nothing of the number.
  const figures = format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '');
  if (figures.includes('%')) return 'percent';
  return /[yd]/i.test(figures) ? 'date' : 'number';
}
