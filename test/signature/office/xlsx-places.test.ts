import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { renderXlsx, streamXlsx, type XlsxOptions } from '../../../src/render/xlsx/render-xlsx.ts';
import { openPackage } from '../../readers/office-package.ts';
import { readXlsx, type SheetCell, type Workbook } from '../../readers/xlsx.ts';
import { elements } from '../../readers/xml.ts';
import { cell, document, field, paragraph, register, row, table, text } from '../../render/xlsx/sample-documents.ts';
import { blank, createdAt, filled, fillIns, forms, mark, signatureBlocks } from './documents.ts';

async function workbookOf(sample: OfficialDocument, more: Partial<XlsxOptions> = {}): Promise<Workbook> {
  return readXlsx(await renderXlsx(sample, { createdAt, ...more }));
}

/** Names of cells, and what they stand for; those of printing are left out. */
function cellNames({ names }: Workbook): Map<string, string> {
  return new Map([...names].filter(([name]) => /^(?:field|sign)_/u.test(name)));
}

/** The cell that a name stands for. */
function named(workbook: Workbook, name: string): SheetCell | undefined {
  const [, sheetName = '', column = '', rowNumber = ''] =
    /^'(.*)'!\$([A-Z]+)\$(\d+)$/u.exec(workbook.names.get(name) ?? '') ?? [];
  const sheet = workbook.sheets.find((each) => each.name === sheetName.replaceAll("''", "'"));
  return sheet?.cells.find(({ address }) => address === `${column}${rowNumber}`);
}

function baseName(name: string): string {
  return name.replace(/__\d+$/u, '');
}

describe.each(forms)('%s', (form) => {
  it('has a name for each field and each place for a signature, whatever it is', async () => {
    for (const kind of ['blank', 'draft', 'issued'] as const) {
      const sample = kind === 'blank' ? blank(form) : filled(form, kind);
      const workbook = await workbookOf(sample, kind === 'issued' ? { mark } : {});
      const names = [...cellNames(workbook).keys()];
      const wanted = new Set(
        fillIns(sample)
          .flat()
          .map((path) => `field_${path.replace(/[^\p{L}\p{N}_]+/gu, '_')}`),
      );
      const isRegister = sample.versions.some(({ blocks }) =>
        blocks.some((block) => block.kind === 'table' && block.register),
      );
      const found = new Set(names.filter((name) => name.startsWith('field_')).map(baseName));
      if (isRegister) expect([...found].filter((name) => !wanted.has(name))).toEqual([]);
      else expect([...found].toSorted()).toEqual([...wanted].toSorted());
      const places = sample.versions.flatMap(({ blocks }) => signatureBlocks(blocks));
      expect(names.filter((name) => name.startsWith('sign_'))).toHaveLength(places.length);
    }
  });

  it('has names that spreadsheets take, each of them for a cell that is there', async () => {
    const workbook = await workbookOf(filled(form, 'draft'));
    const names = [...cellNames(workbook).keys()];
    expect(names.filter((name) => name.length > 255 || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.filter((name) => named(workbook, name) === undefined)).toEqual([]);
  });

  it.each(['blank', 'draft'] as const)('opens the cells of fields and no others, as a %s', async (kind) => {
    const sample = kind === 'blank' ? blank(form) : filled(form, kind);
    const workbook = await workbookOf(sample);
    const fields = [...cellNames(workbook).keys()].filter((name) => name.startsWith('field_'));
    expect(fields.filter((name) => named(workbook, name)?.locked !== false)).toEqual([]);
    const anything = fillIns(sample).length > 0;
    expect(workbook.sheets.some(({ cells }) => cells.some(({ locked }) => !locked))).toBe(anything);
    expect(workbook.sheets.every(({ protection }) => protection?.sheet === '1')).toBe(true);
  });

  it('is closed when it is issued', async () => {
    const { sheets } = await workbookOf(filled(form, 'issued'), { mark });
    expect(sheets.flatMap(({ cells }) => cells.filter(({ locked }) => !locked))).toEqual([]);
    expect(sheets.every(({ protection }) => protection?.sheet === '1')).toBe(true);
  });
});

describe('a protected sheet', () => {
  it('asks for no password and lets columns, rows, order and filter be changed', async () => {
    const { sheets } = await workbookOf(register([]));
    expect(sheets[0]?.protection).toEqual({
      sheet: '1',
      objects: '1',
      scenarios: '1',
      formatColumns: '0',
      formatRows: '0',
      sort: '0',
      autoFilter: '0',
    });
  });

  it('says so where Excel looks for it: after the cells, before filter and merged cells', async () => {
    const file = await openPackage(await renderXlsx(register([]), { createdAt }));
    const order = elements(file.part('xl/worksheets/sheet1.xml')).map(({ name }) => name);
    const at = order.indexOf('sheetProtection');
    expect(order[at - 1]).toBe('sheetData');
    expect(order.slice(at)).toEqual(expect.arrayContaining(['autoFilter', 'mergeCells']));
  });

  it('opens words with a blank among them, and nothing that is words only', async () => {
    const workbook = await workbookOf(
      document([
        paragraph('Постановление'),
        paragraph([text('от '), field('', null, { path: 'decision.date', size: 'short' })]),
        table([0.5, 0.5], [row([cell('Наименование'), cell(field('', null, { path: 'name', size: 'cell' }))])]),
      ]),
    );
    const cells = workbook.sheets[0]?.cells.map(({ address, locked }) => [address, locked]);
    expect(cells).toEqual([
      ['A1', true],
      ['A2', false],
      ['A3', true],
      ['B3', false],
    ]);
    expect([...cellNames(workbook)]).toEqual([
      ['field_decision_date', "'Образец'!$A$2"],
      ['field_name', "'Образец'!$B$3"],
    ]);
  });

  it('opens all cells that a merged one covers: Excel refuses to clear it otherwise', async () => {
    const wide = [paragraph([field('', null, { path: 'subject' })]), table([0.5, 0.5], [row([cell('а'), cell('б')])])];
    const file = await openPackage(await renderXlsx(document(wide), { createdAt }));
    const data = elements(file.part('xl/worksheets/sheet1.xml'), 'sheetData')[0];
    const [first] = data === undefined ? [] : elements(data, 'row');
    const styles = first === undefined ? [] : elements(first, 'c').map(({ attributes }) => attributes.s);
    expect(styles).toHaveLength(2);
    expect(new Set(styles).size).toBe(1);
  });
});

describe('names of cells', () => {
  it('are counted where a field is printed again, in another language too', async () => {
    const names = [...cellNames(await workbookOf(blank('site-visit-act', ['kk', 'ru']))).keys()];
    const acquainted = names.filter((name) => baseName(name) === 'field_acquainted_position');
    expect(acquainted).toEqual(['field_acquainted_position', 'field_acquainted_position__2']);
    expect(names.filter((name) => name.startsWith('sign_'))).toEqual([
      'sign_authorisedPerson',
      'sign_regionalCouncilRepresentative',
      'sign_applicantRepresentative',
    ]);
  });

  it('tell apart the places of one signatory', async () => {
    const names = [...cellNames(await workbookOf(filled('inspection-act', 'draft'))).keys()];
    expect(names.filter((name) => name.startsWith('sign_commission'))).toEqual([
      'sign_commission',
      'sign_commission_2',
      'sign_commission_3',
    ]);
  });

  it('stand for the line that is signed', async () => {
    const workbook = await workbookOf(filled('expert-conclusion', 'issued'), { mark });
    expect(named(workbook, 'sign_expert')).toMatchObject({ value: null, locked: true });
    expect(named(workbook, 'sign_expert')?.lines).toContain('bottom');
  });
});

describe('a register', () => {
  const record = (index: number) => [
    row(
      Array.from({ length: 22 }, (_, column) =>
        cell(column === 0 ? String(index) : field('а', null, { path: `rows.${index - 1}.c${column}` })),
      ),
    ),
  ];
  const streamed = async () => {
    const chunks: Buffer[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    await streamXlsx(
      register([]),
      Array.from({ length: 50 }, (_, index) => record(index + 1)),
      output,
      { createdAt },
    );
    return readXlsx(Buffer.concat(chunks));
  };

  it('names the cells of its first record only', async () => {
    const names = [...cellNames(await streamed()).keys()];
    expect(names).toHaveLength(21);
    expect(names.every((name) => name.startsWith('field_rows_0_'))).toBe(true);
  });

  it('opens whole records, so that it can be sorted, until it is issued', async () => {
    const { sheets } = await streamed();
    const filter = /^A(\d+):[A-Z]+(\d+)$/u.exec(sheets[0]?.filter ?? '');
    const [head, last] = [Number(filter?.[1]), Number(filter?.[2])];
    const inRecords = sheets[0]?.cells.filter(({ row: at }) => at > head && at <= last) ?? [];
    expect(inRecords).toHaveLength(50 * 22);
    expect(inRecords.filter(({ locked }) => locked)).toEqual([]);
    expect(sheets[0]?.cells.filter(({ row: at, locked }) => at <= head && !locked)).toEqual([]);
  });
});
