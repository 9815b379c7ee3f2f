import { describe, expect, it } from 'vitest';
import { type BlockCell, cellsOfFields } from '../../src/clerk/tables/block-cells.ts';
import { type BlockTarget, planBlock } from '../../src/clerk/tables/block-plan.ts';
import { blockText, isEven, parseBlock } from '../../src/clerk/tables/block-text.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import type { JsonObject } from '../../src/forms/json.ts';
import { withChanges } from '../../src/clerk/state/payload-change.ts';

const catalogue = loadCatalogue();

describe('a copied block', () => {
  it.each([
    [
      'cells and rows',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one row without a line end', 'a\tb', [['a', 'b']]],
    [
      'empty cells',
      '\tb\t\n\t\t',
      [
        ['', 'b', ''],
        ['', '', ''],
      ],
    ],
    ['a line end inside a cell', 'a\t"one\ntwo"\tc\n', [['a', 'one\ntwo', 'c']]],
    ['a line end of Windows inside a cell', '"one\r\ntwo"\tc\r\n', [['one\ntwo', 'c']]],
    ['a tab inside a cell', '"one\ttwo"\tc', [['one\ttwo', 'c']]],
    ['doubled quotes', '"""Astyk"" LLP\nAstana"\tc', [['"Astyk" LLP\nAstana', 'c']]],
    ['a name in quotes', '"Астық" ЖШС\t"Нан"\n', [['"Астық" ЖШС', '"Нан"']]],
    ['an inch sign', '12"\t3"\n', [['12"', '3"']]],
    [
      'a quote that never ends',
      '"Astyk\t1\n"Nan\t2',
      [
        ['"Astyk', '1'],
        ['"Nan', '2'],
      ],
    ],
    ['nothing', '', []],
    ['a blank line in the middle', 'a\n\nb\n', [['a'], [''], ['b']]],
  ])('has %s', (_, text, block) => {
    expect(parseBlock(text)).toEqual(block);
  });

  it('tells rows of different length', () => {
    expect(isEven(parseBlock('a\tb\nc'))).toBe(false);
    expect(isEven(parseBlock('a\tb\nc\td\n'))).toBe(true);
  });

  it('comes back from its own text', () => {
    const rows = [
      ['"Астық" ЖШС', 'one\ntwo', 'a\tb'],
      ['', '"', 'say "yes"\nor'],
    ];
    expect(parseBlock(blockText(rows))).toEqual(rows);
  });

  it('never becomes a formula', () => {
    expect(blockText([['=1+1', '+7 701', '-5', '@SUM(A1)', 'a=b']])).toBe("'=1+1\t'+7 701\t'-5\t'@SUM(A1)\ta=b\r\n");
  });

  it('is read in time, however many quotes are in it', () => {
    const text = Array.from({ length: 500 }, () => Array.from({ length: 22 }, () => '"a""').join('\t')).join('\n');
    const begin = performance.now();
    expect(parseBlock(text)).toHaveLength(500);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

/** The table of goods as it stands on the paper. */
const goods: readonly BlockCell[] = ['nameKk', 'nameRu', 'tnved', 'kpved'].map((path) => column([path]));

describe('a block that is pasted', () => {
  it('fills the columns from the cursor to the right and down', () => {
    const { plan, payload } = pasted(
      'industrial-certificate',
      'goods',
      'Нан\tХлеб\t1905 90 3000\t10.71.11\nСүт\tМолоко\t0401100000\t10.51.11',
      { cells: goods },
    );
    expect(plan).toMatchObject({ from: 0, to: 2, columns: 4, headed: false, leftOut: { rows: 0, columns: 0 } });
    expect(payload['goods']).toEqual([
      { nameKk: 'Нан', nameRu: 'Хлеб', tnved: '1905903000', kpved: '10.71.11' },
      { nameKk: 'Сүт', nameRu: 'Молоко', tnved: '0401100000', kpved: '10.51.11' },
    ]);
  });

  it('begins at the cursor and leaves the rest as it was', () => {
    const given = { goods: [{ nameKk: 'Нан' }, { nameKk: 'Сүт', nameRu: 'Молоко' }] };
    const { payload } = pasted('industrial-certificate', 'goods', '0401100000\t10.51.11', {
      given,
      record: 1,
      field: 'tnved',
    });
    expect(payload['goods']).toEqual([
      { nameKk: 'Нан' },
      { nameKk: 'Сүт', nameRu: 'Молоко', tnved: '0401100000', kpved: '10.51.11' },
    ]);
  });

  it.each([
    ['in Russian', 'КП ВЭД\tТН ВЭД\tНаименование товара (работы, услуги) на русском языке'],
    ['in Kazakh', 'ЭҚТӨЖ\tСЭҚ ТН\tатауы'],
  ])('goes by the names of its columns %s', (language) => {
    const form = formOf('industrial-certificate');
    const { fields } = form.locales[language === 'in Kazakh' ? 'kk' : 'ru'];
    const header = [
      fields['goods.kpved'],
      'Ескерту',
      fields['goods.nameRu']?.toUpperCase(),
      fields['goods.tnved'],
    ].join('\t');
    const { plan, payload } = pasted('industrial-certificate', 'goods', `${header}\n10.71.11\tx\tХлеб\t1905903000\n`, {
      field: 'tnved',
    });
    expect(plan).toMatchObject({ headed: true, columns: 3, to: 1 });
    expect(payload['goods']).toEqual([{ nameRu: 'Хлеб', tnved: '1905903000', kpved: '10.71.11' }]);
  });

  it('keeps texts that are no value, and clears what stood there', () => {
    const given = { equipment: [{ quantity: 3 }, { quantity: 4 }] };
    const { plan, payload } = pasted('industrial-certificate', 'equipment', '5\nбес\n', { given, field: 'quantity' });
    expect([...plan.unreadable]).toEqual([['equipment.1.quantity', 'бес']]);
    expect(payload['equipment']).toEqual([{ quantity: 5 }, {}]);
  });

  it('stays within the limit and the width of the table', () => {
    const { plan, payload } = pasted(
      'industrial-certificate',
      'goods',
      'а\tб\t0401100000\t10.51.11\tлишнее\n'.repeat(5),
      { cells: goods, limit: 3 },
    );
    expect(plan.leftOut).toEqual({ rows: 2, columns: 1 });
    expect(payload['goods']).toHaveLength(3);
  });

  it('skips empty lines', () => {
    const { payload } = pasted('industrial-certificate', 'goods', 'а\t\n\t\nб\t\n', { cells: goods });
    expect(payload['goods']).toEqual([{ nameKk: 'а' }, { nameKk: 'б' }]);
  });

  it('takes back the apostrophe that kept a text from being a formula', () => {
    const { payload } = pasted('industrial-certificate', 'goods', "'=х\tу", { cells: goods });
    expect(payload['goods']).toEqual([{ nameKk: '=х', nameRu: 'у' }]);
  });
});

describe('a block of printed cells', () => {
  /** The register's columns as they stand on the paper, the first of them with row numbers. */
  const cells: readonly BlockCell[] = [
    column(),
    column(['certificateNumber']),
    column(['applicant.okedPrimary.code', 'applicant.okedPrimary.name'], ' – '),
    column(['goods.0.name', 'goods.0.category'], ' '),
    column(['goods.0.capacity', 'goods.0.unit'], ' '),
    column(['conformityDocument.number', 'conformityDocument.issueDate', 'conformityDocument.expiryDate'], ', '),
    column(['inclusionDate']),
  ];
  const line =
    '1\t№ 5\t10711 – Производство хлеба – и булок\tХлеб ржаной (1 категория)\t100 000,5 тонн\tKZ 7, 01.02.2024, 31.12.2026\t20.11.2025';

  it('is divided into the fields of its cells', () => {
    const { plan, payload } = pasted('domestic-producers-registry', 'producers', line, {
      cells,
      field: 'certificateNumber',
    });
    expect([...plan.unreadable]).toEqual([]);
    expect(payload['producers']).toEqual([
      {
        certificateNumber: '№ 5',
        applicant: { okedPrimary: { code: '10711', name: { ru: 'Производство хлеба – и булок' } } },
        goods: [{ name: { ru: 'Хлеб ржаной' }, category: '1', capacity: '100000.5', unit: { ru: 'тонн' } }],
        conformityDocument: { number: 'KZ 7', issueDate: '2024-02-01', expiryDate: '2026-12-31' },
        inclusionDate: '2025-11-20',
      },
    ]);
  });

  it('goes on with the goods of a producer where the other cells are empty', () => {
    const text = `${line}\n\t\t\tБатон (2 категория)\t7 тонн\t\t\n2\t№ 6\t10711\tКефир\t\t\t\n`;
    const { plan, payload } = pasted('domestic-producers-registry', 'producers', text, {
      cells,
      field: 'certificateNumber',
    });
    expect(plan.to).toBe(2);
    expect(payload['producers']).toMatchObject([
      { goods: [{ category: '1' }, { name: { ru: 'Батон' }, category: '2', capacity: '7', unit: { ru: 'тонн' } }] },
      { certificateNumber: '№ 6', applicant: { okedPrimary: { code: '10711' } }, goods: [{ name: { ru: 'Кефир' } }] },
    ]);
  });

  it('is told from a block of single fields', () => {
    const text = '№ 5\t10711\tПроизводство хлеба\tХлеб\t1';
    const { payload } = pasted('domestic-producers-registry', 'producers', text, { cells, field: 'certificateNumber' });
    expect(payload['producers']).toMatchObject([
      { applicant: { okedPrimary: { code: '10711', name: { ru: 'Производство хлеба' } } }, goods: [{ category: '1' }] },
    ]);
  });
});

it('a register of 500 rows is planned in time', () => {
  const form = formOf('domestic-producers-registry');
  const cells = cellsOfFields(form, 'producers');
  const row = cells.map((_, index) => `текст ${index}`).join('\t');
  const block = parseBlock(`${row}\n`.repeat(500));
  const begin = performance.now();
  const plan = planBlock({ ...target('domestic-producers-registry', 'producers', {}), cells }, block);
  const payload = withChanges({}, plan.changes);
  const taken = performance.now() - begin;
  expect(payload['producers']).toHaveLength(500);
  expect(taken).toBeLessThan(2000);
});

function formOf(id: string) {
  return catalogue.get(id);
}

interface Given {
  readonly given?: JsonObject;
  readonly record?: number;
  readonly field?: string;
  readonly limit?: number;
  readonly cells?: readonly BlockCell[];
}

function target(
  id: string,
  source: string,
  { given = {}, record = 0, field, limit = 1000, cells }: Given,
): BlockTarget {
  const form = formOf(id);
  const columns = cells ?? cellsOfFields(form, source);
  const first = columns.find(({ fields }) => fields.length > 0)?.fields[0]?.path ?? '';
  return { form, payload: given, language: 'ru', source, cells: columns, limit, record, field: field ?? first };
}

function pasted(id: string, source: string, text: string, given: Given = {}) {
  const plan = planBlock(target(id, source, given), parseBlock(text));
  return { plan, payload: withChanges(given.given ?? {}, plan.changes) };
}

function column(paths: readonly string[] = [], separator = ''): BlockCell {
  return {
    fields: paths.map((path) => ({ path, names: [] })),
    separators: paths.slice(1).map(() => separator),
    names: [],
  };
}
