import { describe, expect, it } from 'vitest';
import type { Row, Table } from '../../../src/compose/document.ts';
import { bandedParts, placedCells } from '../../../src/render/bands.ts';
import { printedRuns } from '../../../src/compose/printed.ts';
import { registerTable } from './fixtures/register.ts';
import { cell, headCell, row, table } from './fixtures/vocabulary.ts';

function shape(rows: readonly Row[]): string[] {
  return rows.map((each) =>
    each.cells
      .map((one) => {
        const [block] = one.blocks;
        const words =
          block?.kind === 'paragraph'
            ? printedRuns(block.content)
                .map((run) => ('text' in run ? run.text : ''))
                .join('')
            : '';
        return `${words}:${one.colspan}x${one.rowspan}`;
      })
      .join(' '),
  );
}

describe('placedCells', () => {
  it('gives a cell the first column that no row span from above takes', () => {
    const rows = [row([cell('a', { rowspan: 2 }), cell('b', { colspan: 2 })]), row([cell('c'), cell('d')])];
    expect(placedCells(rows, 3).map(({ row: at, column }) => [at, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
    ]);
  });

  it('cuts spans at the last row and column and leaves out a cell without a column', () => {
    const rows = [row([cell('a', { rowspan: 9, colspan: 9 }), cell('b')])];
    expect(placedCells(rows, 2)).toHaveLength(1);
    expect(placedCells(rows, 2)[0]).toMatchObject({ rowspan: 1, colspan: 2 });
  });
});

describe('bandedParts', () => {
  it('prints every band of a block of records before the next block', () => {
    const parts = bandedParts(registerTable(10));
    expect(parts.map((part) => part.label)).toEqual([
      'кестенің басы',
      'кестенің жалғасы',
      'кестенің басы',
      'кестенің жалғасы',
    ]);
    expect(parts.map((part) => part.table.body.length)).toEqual([16, 8, 4, 2]);
    expect(parts.every((part) => part.table.bands.length === 0 && part.table.columns.length === 6)).toBe(true);
  });

  it('makes one row of a record whose cells in the band span all its rows', () => {
    const [, continuation] = bandedParts(registerTable(1));
    expect(shape(continuation?.table.body ?? [])).toEqual([
      '05.11.2026:1x1 05.11.2029:1x1 Әрекет етеді:1x1 Алматы қаласы:1x1 KZ-0001/2026:1x1 Ескертпе жоқ:1x1',
    ]);
  });

  it('keeps the row spans of a record that has more rows in the band', () => {
    const [beginning] = bandedParts(registerTable(1));
    expect(shape(beginning?.table.body ?? [])).toEqual([
      '1:1x2 ЖШС «Өндіруші 1»:1x2 100000000001:1x2 Тауар 1-а:1x1 8413 70 210 0:1x1 дана:1x1',
      'Тауар 1-б:1x1 8413 81 000 0:1x1 жинақ:1x1',
    ]);
    expect(beginning?.table.body.map((each) => each.startsRecord)).toEqual([true, false]);
  });

  it('cuts the head to the band', () => {
    const [beginning, continuation] = bandedParts(registerTable(0));
    expect(shape(beginning?.table.head ?? [])).toEqual([
      '№:1x2 Өндіруші:2x1 Тауар:3x1',
      'атауы:1x1 БСН:1x1 атауы:1x1 коды:1x1 бірлігі:1x1',
      '1:1x1 2:1x1 3:1x1 4:1x1 5:1x1 6:1x1',
    ]);
    expect(shape(continuation?.table.head ?? [])[0]).toBe('Мерзімі:2x1 Күйі:1x2 Өңірі:1x2 Нөмірі:1x2 Ескертпе:1x2');
  });

  it('prints one block of heads when there are no records', () => {
    const parts = bandedParts(registerTable(0));
    expect(parts).toHaveLength(2);
    expect(parts.every((part) => part.table.body.length === 0 && part.table.head.length === 3)).toBe(true);
  });

  const crossing: Table = table(
    [0.5, 0.5, 0.2, 0.8],
    [row([headCell('все', { colspan: 4 })]), row([headCell('a'), headCell('b'), headCell('c'), headCell('d')])],
    [row([cell('итого', { colspan: 3 }), cell('9')])],
    {
      bands: [
        { label: '1', from: 0, to: 2 },
        { label: '2', from: 2, to: 4 },
      ],
      rowsPerBlock: 5,
    },
  );

  it('repeats a head over the edge of a band and says a body cell once', () => {
    const [first, second] = bandedParts(crossing);
    expect(shape(first?.table.head ?? [])[0]).toBe('все:2x1');
    expect(shape(second?.table.head ?? [])[0]).toBe('все:2x1');
    expect(shape(first?.table.body ?? [])).toEqual(['итого:2x1']);
    expect(shape(second?.table.body ?? [])).toEqual([':1x1 9:1x1']);
  });

  it('makes the columns of a part add up to 1', () => {
    const uneven = { ...crossing, columns: [{ width: 3 }, { width: 1 }, { width: 1 }, { width: 1 }] };
    expect(bandedParts(uneven).map((part) => part.table.columns.map((column) => column.width))).toEqual([
      [0.75, 0.25],
      [0.5, 0.5],
    ]);
  });
});
