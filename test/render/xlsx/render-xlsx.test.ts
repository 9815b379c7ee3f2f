import { describe, expect, it, vi } from 'vitest';
import { renderXlsx } from '../../../src/render/xlsx/render-xlsx.ts';
import { blockWords, cellWith, documentWords, read, sheetAt, shownWords } from './reading.ts';
import { boxes, cell, certificate, document, field, paragraph, row, table, text } from './sample-documents.ts';

const createdAt = new Date('2026-11-20T10:15:30Z');
const options = { createdAt };

async function sheetOf(sample: Parameters<typeof renderXlsx>[0], index = 0) {
  return sheetAt(await read(await renderXlsx(sample, options)), index);
}

describe('the sheets of a document', () => {
  it('are one for the form and one for each section on a new page, with lawful names', async () => {
    const workbook = await read(await renderXlsx(certificate(), options));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Образец', 'Приложение товары']);
  });

  it('are marked with their language in a bilingual document and never share a name', async () => {
    const version = {
      title: "Очень длинное [название]: формы/бланка 'сертификата'",
      subject: '',
      author: '',
      orientation: 'portrait',
    } as const;
    const section = { kind: 'section', page: 'new', sheet: version.title, blocks: [paragraph('б')] } as const;
    const blocks = [paragraph('а'), section];
    const bilingual = document([], {
      versions: [
        { ...version, language: 'kk', blocks },
        { ...version, language: 'ru', blocks },
      ],
    });
    const names = (await read(await renderXlsx(bilingual, options))).worksheets.map(({ name }) => name);
    expect(names).toEqual([
      'Очень длинное название фор (kk)',
      'Очень длинное название ф 2 (kk)',
      'Очень длинное название фор (ru)',
      'Очень длинное название ф 2 (ru)',
    ]);
    expect(names.every((name) => name.length <= 31)).toBe(true);
  });

  it('carry title, subject, author and dates in the file', async () => {
    const workbook = await read(await renderXlsx(certificate(), options));
    expect(workbook).toMatchObject({ title: 'Образец', subject: 'Правила', creator: 'Палата', created: createdAt });
    expect(workbook.modified).toEqual(createdAt);
  });

  it('are printed on A4, as wide as the page, with page number, footer text and watermark', async () => {
    const workbook = await read(await renderXlsx(certificate(), { createdAt, footerText: '12 & 3' }));
    const { pageSetup, headerFooter, views } = sheetAt(workbook, 0);
    expect(pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(pageSetup.horizontalCentered).toBe(true);
    expect(pageSetup.printArea).toMatch(/^A1:[A-Z]+\d+$/u);
    expect(headerFooter.oddHeader).toContain('&36&KC0C0C0ПРОЕКТ');
    expect(headerFooter.oddFooter).toContain('&8 12 && 3&R');
    expect(headerFooter.oddFooter).toMatch(/&P \/ &N$/u);
    expect(views[0]?.showGridLines).toBe(false);
  });
});

describe('the words of a document', () => {
  it('stand on its sheets in the order of the document', async () => {
    for (const sample of [certificate(), boxes()]) {
      const workbook = await read(await renderXlsx(sample, options));
      const words = workbook.worksheets.flatMap((sheet) => shownWords(sheet, 1, sheet.rowCount, 1, sheet.columnCount));
      expect(words).toEqual(documentWords(sample));
    }
  });

  it('go on in further rows where one row cannot hold them, in running text and in tables', async () => {
    const long = Array.from({ length: 4000 }, (_, index) => `слово${index}`).join(' ');
    const blocks = [paragraph(long), table([0.5, 0.5], [row([cell('рядом'), cell(long)])])];
    const sheet = await sheetOf(document(blocks));
    expect(shownWords(sheet, 1, sheet.rowCount, 1, sheet.columnCount)).toEqual(blockWords(blocks));
    const heights = Array.from({ length: sheet.rowCount }, (_, index) => sheet.getRow(index + 1).height);
    expect(Math.max(...heights)).toBeLessThanOrEqual(409);
    expect(sheet.getCell(cellWith(sheet, 'рядом').row, 1).isMerged).toBe(true);
  });

  it('have rows high enough: a longer text and a narrower cell need more', async () => {
    const words = 'Производитель товаров, работ и услуг '.repeat(6).trim();
    const sheet = await sheetOf(
      document([table([0.2, 0.8], [row([cell(words), cell('')]), row([cell(''), cell(words)])])]),
    );
    const [narrow, wide] = [sheet.getRow(1).height, sheet.getRow(2).height];
    expect(narrow).toBeGreaterThan(wide * 2);
  });

  it('leave underscores for blanks in text and nothing for blanks of cells', async () => {
    const blank = field('', null, { size: 'short', caption: '(дата)' });
    const sheet = await sheetOf(document([paragraph([text('от '), blank]), table([1], [row([cell(field(''))])])]));
    expect(sheet.getCell('A1').value).toBe('от __________ (дата)');
    expect(sheet.getCell('A2').value).toBeNull();
  });

  it('show the placeholder of the logo in a blank only', async () => {
    const blocks = [{ kind: 'logo', placeholder: 'Логотип' }, paragraph('текст')] as const;
    expect((await sheetOf(document(blocks, { mode: 'blank' }))).getCell('A1').value).toBe('Логотип');
    expect((await sheetOf(document(blocks))).getCell('A1').value).toBe('текст');
  });
});

describe('typed values', () => {
  it('are numbers and dates with the format of the paper', async () => {
    const sheet = await sheetOf(certificate(), 1);
    expect(cellWith(sheet, 1_250_000.5).numFmt).toBe('#,##0.00');
    expect(cellWith(sheet, 54.25).numFmt).toBe('#,##0.00');
    expect(cellWith(sheet, 12).numFmt).toBe('#,##0');
    expect(cellWith(sheet, '8544609009').numFmt).toBe('@');
    const first = await sheetOf(certificate());
    expect(first.getCell(cellWith(first, 'Дата выдачи').row, 2).value).toEqual(new Date('2026-11-20T00:00:00Z'));
    expect(first.getCell(cellWith(first, 'БИН').row, 2).value).toBe('990140000385');
  });

  it.each([
    [{ type: 'integer', value: 2026 } as const, '2026', 2026, '0'],
    [{ type: 'decimal', value: '3.14159' } as const, '3,14', 3.14159, '#,##0.00'],
    [{ type: 'decimal', value: '5' } as const, '5 кг', 5, '#,##0" кг"'],
    [{ type: 'money', tiyn: '7' } as const, '0,07', 0.07, '#,##0.00'],
    [{ type: 'date', iso: '2026-02-01' } as const, '01.02.2026', new Date('2026-02-01T00:00:00Z'), 'dd.mm.yyyy'],
  ])('%j printed as %s', async (value, printed, expected, numberFormat) => {
    const sheet = await sheetOf(document([table([1], [row([cell(field(printed, value))])])]));
    expect(sheet.getCell('A1').value).toEqual(expected);
    expect(sheet.getCell('A1').numFmt).toBe(numberFormat);
  });

  it.each([
    [{ type: 'decimal', value: '1234567890.1234567' } as const, '1 234 567 890,1234567'],
    [{ type: 'money', tiyn: '1234567890123456' } as const, '12 345 678 901 234,56'],
    [{ type: 'date', iso: '2026-02-01' } as const, '1 февраля 2026 года'],
    [{ type: 'decimal', value: '12.5' } as const, 'двенадцать'],
    [{ type: 'decimal', value: '12.5' } as const, '125'],
  ])('stay text where a spreadsheet would change them: %j as %s', async (value, printed) => {
    const sheet = await sheetOf(document([table([1], [row([cell(field(printed, value))])])]));
    expect(sheet.getCell('A1').value).toBe(printed);
  });
});

describe('strings of the payload', () => {
  const hostile = [
    '=HYPERLINK("http://x")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    "'00123",
    '00123',
    '1e5',
    '  x  ',
    '<b>&amp;',
    'http://x.kz',
  ];

  it.each(hostile)('stay the text they are: %s', async (words) => {
    const sheet = await sheetOf(document([paragraph(words), table([1], [row([cell(field(words))])])]));
    for (const address of ['A1', 'A2']) {
      const found = sheet.getCell(address);
      expect(found.value).toBe(words);
      expect(found.formula).toBeUndefined();
      expect(found.hyperlink).toBeUndefined();
    }
    if (/^['=+\-@0-9]/u.test(words)) expect(sheet.getCell('A2').numFmt).toBe('@');
  });

  it('may hold what looks like an escape', async () => {
    const sheet = await sheetOf(document([paragraph('_x0041_')]));
    // exceljs reads inline strings without undoing the escape that spreadsheets undo.
    expect(sheet.getCell('A1').value).toBe('_x005F_x0041_');
  });
});

describe('cells on the one grid of a sheet', () => {
  it('are merged only over several columns or rows', async () => {
    const sheet = await sheetOf(boxes());
    expect(sheet.columnCount).toBe(3);
    expect(sheet.model.merges.toSorted()).toEqual(
      ['A1:C1', 'A2:A3', 'A4:A6', 'A7:C7', 'A8:C8', 'A9:C9', 'A10:C10', 'B4:C4'].toSorted(),
    );
  });

  it('share boundaries that are nearly the same', async () => {
    const blocks = [
      table([0.3, 0.7], [row([cell('а'), cell('б')])]),
      table([0.31, 0.69], [row([cell('в'), cell('г')])]),
    ];
    const sheet = await sheetOf(document(blocks));
    expect(sheet.columnCount).toBe(2);
    expect(sheet.model.merges).toEqual([]);
  });

  it('refuse a row with more cells than columns', async () => {
    const broken = document([table([1], [row([cell('а'), cell('б')])])]);
    await expect(renderXlsx(broken, options)).rejects.toThrow('more cells than the 1 columns');
  });

  it('underline the places of signatures and name them beneath', async () => {
    const sheet = await sheetOf(certificate());
    const caption = cellWith(sheet, '(фамилия, инициалы)');
    const name = sheet.getCell(Number(caption.row) - 1, caption.col);
    expect(name.value).toBe('Ахметов А.Қ.');
    expect(name.border.bottom?.style).toBe('thin');
    expect(caption.font.size).toBeLessThan(name.font.size ?? 0);
  });
});

describe('the file', () => {
  it('is the same, byte for byte, for the same document and options', async () => {
    const one = await renderXlsx(certificate(), options);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-01-01T00:00:00Z') });
    try {
      expect(Buffer.compare(one, await renderXlsx(certificate(), options))).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(Buffer.compare(one, await renderXlsx(certificate(), { createdAt: new Date(0) }))).not.toBe(0);
  });

  it('draws the logo where the document has a place for it', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const workbook = await read(await renderXlsx(certificate(), { createdAt, logo: { png, width: 200, height: 100 } }));
    const [picture, ...others] = sheetAt(workbook, 0).getImages();
    expect(others).toEqual([]);
    expect(picture?.range.tl.nativeRow).toBe(1);
    expect(sheetAt(workbook, 1).getImages()).toEqual([]);
    expect(sheetAt(workbook, 0).getRow(2).height).toBeGreaterThan(50);
  });
});
