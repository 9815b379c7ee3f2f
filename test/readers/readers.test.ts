import { describe, expect, it } from 'vitest';
import { DocxNumbering } from './docx-numbering.ts';
import { readHtml } from './html.ts';
import { pdfFlow } from './pdf-flow.ts';
import { firstDifference, words } from './words.ts';
import { shownNumber } from './xlsx-number-format.ts';
import { sheetLetters } from './xlsx-order.ts';
import type { Sheet, SheetCell } from './xlsx.ts';
import { readXml } from './xml.ts';

describe('words', () => {
  it('are parted by white space of every kind and by the lines of blanks', () => {
    expect(words('№\u00a012\n«____»\tкел\u00adісім')).toEqual(['№', '12', '«', '»', 'келісім']);
  });

  it('tell where two texts part', () => {
    expect(firstDifference('бір екі', 'бір екі')).toBeNull();
    expect(firstDifference('бір үш', 'бір екі')).toContain('character 4');
    expect(firstDifference('бір', 'бір екі')).toContain('character 3');
  });
});

describe('the numbers of a Word file', () => {
  const level = (number: number, pattern: string, suffix: string) =>
    `<w:lvl w:ilvl="${number}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="${suffix}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
  const numbering = () =>
    new DocxNumbering(
      readXml(
        `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">${level(0, '%1.', 'space')}${level(1, '%1.%2)', 'nothing')}</w:abstractNum>` +
          '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>' +
          '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>' +
          '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
      ),
    );

  it('count on through lists of one definition and begin anew where a list says so', () => {
    const count = numbering();
    const numbers = ['1', '1', '2', '2', '3'].map((list) => count.next({ list, level: 0 }));
    expect(numbers).toEqual(['1. ', '2. ', '5. ', '6. ', '7. ']);
  });

  it('begin a lower level anew after a higher one', () => {
    const count = numbering();
    const numbers = [0, 1, 1, 0, 1].map((at) => count.next({ list: '1', level: at }));
    expect(numbers).toEqual(['1. ', '1.1)', '1.2)', '2. ', '2.1)']);
  });

  it('are not guessed', () => {
    expect(() => numbering().next({ list: '9', level: 0 })).toThrow('no list 9');
  });
});

describe('numbers in a sheet', () => {
  it.each([
    [1250.5, '#,##0.00', '1\u00a0250,50'],
    [1234567, '#,##0" кг"', '1\u00a0234\u00a0567 кг'],
    [2026, '0', '2026'],
    [-7, '#,##0', '-7'],
    [46387, 'dd.mm.yyyy', '31.12.2026'],
    [0.25, 'General', '0,25'],
  ])('%d as %s are shown the Russian way', (value, format, shown) => {
    expect(shownNumber(value, format)).toBe(shown);
  });

  it('are not guessed where the format is unknown', () => {
    expect(() => shownNumber(1, '0.00E+00')).toThrow('0.00E+00');
  });
});

describe('the order of reading a sheet', () => {
  const signature = sheet(['1/1 А', '1/2 Б', '2/1 а', '2/2 б']);

  it('is row by row, or side by side where no rule is', () => {
    expect(sheetLetters([signature], 'АБаб')).toBe('АБаб');
    expect(sheetLetters([signature], 'АаБб')).toBe('АаБб');
  });

  it.each(['БАаб', 'аАБб', 'БбАа', 'АБа', 'АБабв', 'АБбa'])('is never %s', (wrong) => {
    expect(sheetLetters([signature], wrong)).not.toBe(wrong);
  });

  it('is row by row in a ruled table', () => {
    const ruled = sheet(['1/1 А', '1/2 Б', '2/1 а', '2/2 б'], ['top', 'left', 'right', 'bottom']);
    expect(sheetLetters([ruled], 'АБаб')).toBe('АБаб');
    expect(sheetLetters([ruled], 'АаБб')).not.toBe('АаБб');
  });

  it('is page after page in a register that is several pages wide', () => {
    const wide = sheet(['1/1 А', '1/2 Б', '1/3 В', '2/1 а', '2/2 б', '2/3 в'], ['top'], [2]);
    expect(sheetLetters([wide], 'АБабВв')).toBe('АБабВв');
    expect(sheetLetters([wide], 'АаБбВв')).not.toBe('АаБбВв');
  });

  function sheet(cells: readonly string[], lines: readonly string[] = [], columnBreaks: readonly number[] = []): Sheet {
    return {
      name: '',
      cells: cells.map((cell) => cellOf(cell, lines)),
      merges: [],
      widths: [],
      heights: [],
      columnBreaks,
      print: {},
      frozenRows: 0,
      filter: '',
      protection: null,
    };
  }

  function cellOf(written: string, lines: readonly string[]): SheetCell {
    const [place = '', text = ''] = written.split(' ');
    const [row = 0, column = 0] = place.split('/').map(Number);
    const look = { numberFormat: '@', bold: false, italic: false, size: 11, alignment: 'left', lines, locked: true };
    return { ...look, address: place, row, column, lastRow: row, lastColumn: column, value: text, text };
  }
});

describe('the pages of a PDF', () => {
  const html = readHtml(
    new TextEncoder().encode(
      '<h1>Тізілім</h1><table><thead><tr><th>№</th><th>Атауы</th></tr></thead>' +
        '<tr><td>1</td><td>Сүт</td></tr><tr><td>2</td><td>Ұн</td></tr></table><p>№ Атауы</p>',
    ),
  );
  const pages = (...texts: string[]) => texts.map((text, index) => ({ number: index + 1, text }));

  it('are joined without the heads that tables repeat', () => {
    const flow = pdfFlow(pages('Тізілім\n№ Атауы\n1 Сүт', '№ Атауы\n2 Ұн\n', '№ Атауы'), html);
    expect(flow).toMatchObject({ letters: 'Тізілім№Атауы1Сүт2Ұн№Атауы', pageEnds: [17, 20, 26], headless: [] });
  });

  it('tell where a head is missing, and keep a head that no table repeats', () => {
    const flow = pdfFlow(pages('Тізілім\n№ Атауы\n1 Сүт', '2 Ұн', '№ Атауы № Атауы'), html);
    expect(flow.headless).toEqual([{ page: 2, head: '№Атауы' }]);
    expect(flow.letters).toBe('Тізілім№Атауы1Сүт2Ұн№Атауы№Атауы');
  });
});
