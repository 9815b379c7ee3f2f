import { elementAt, elements, type XmlElement } from './xml.ts';

/** How cells of one style look. */
export interface CellFormat {
  readonly numberFormat: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Points. */
  readonly size: number;
  readonly alignment: string;
  /** Sides with a line: some of `top right bottom left`. */
  readonly lines: readonly string[];
  /** Whether a protected sheet lets nobody change it. */
  readonly locked: boolean;
}

/** ECMA-376 part 1, 18.8.30: formats that every spreadsheet knows by number. */
const builtIn = new Map([
  [0, 'General'],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [49, '@'],
]);

/** The formats of a workbook's cells, by the number that cells refer to. */
export function readFormats(styles: XmlElement): CellFormat[] {
  const listed = (list: string, entry: string) => elements(elementAt(styles, list) ?? styles, entry);
  const numberFormats = new Map(builtIn);
  for (const { attributes } of listed('numFmts', 'numFmt')) {
    numberFormats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
  }
  const fonts = listed('fonts', 'font');
  const borders = listed('borders', 'border');
  return listed('cellXfs', 'xf').map((format): CellFormat => {
    const id = Number(format.attributes.numFmtId);
    const numberFormat = numberFormats.get(id);
    if (numberFormat === undefined) throw new Error(`the number format ${id} is not read`);
    const font = fonts[Number(format.attributes.fontId)];
    return {
      numberFormat,
      bold: elementAt(font, 'b') !== undefined,
      italic: elementAt(font, 'i') !== undefined,
      size: Number(elementAt(font, 'sz')?.attributes.val),
      alignment: elementAt(format, 'alignment')?.attributes.horizontal ?? '',
      lines: elements(borders[Number(format.attributes.borderId)] ?? format)
        .filter(({ attributes }) => attributes.style !== undefined)
        .map(({ name }) => name),
      locked: elementAt(format, 'protection')?.attributes.locked !== '0',
    };
  });
}
