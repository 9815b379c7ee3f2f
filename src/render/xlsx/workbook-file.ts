import type { Readable, Writable } from 'node:stream';
import ExcelJS, { type Style, type Worksheet } from 'exceljs';
import type { PackagePart } from './drawing.ts';
import { DefinedNames } from './defined-names.ts';
import { SheetStream, type SheetEnding } from './sheet-stream.ts';

/** Title and dates of the file. */
export interface WorkbookProperties {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly createdAt: Date;
}

/** The archive inside exceljs' writer. */
interface Archive {
  append(source: string | Buffer | Readable, entry: { name: string; date?: Date }): unknown;
  abort(): unknown;
}

/** The styles inside exceljs' writer. */
interface Styles {
  addStyleModel(style: Partial<Style>): number;
}

/**
 * A compressor is set up for each of nine parts, most of them below a kilobyte: a smaller one takes less time, and packs
 * a register as well as the largest.
 */
const zlib = { windowBits: 14, memLevel: 6 };
/** Column widths count digits of the normal font: a digit of Times New Roman 12 is 8 pixels on every screen. */
const digitWidth = 6;
const normalFont = '<font><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>';
const theirNormalFont = /<font>(?:(?!<\/font>).)*<\/font>/u;

/**
 * A workbook written row by row. exceljs 4.4.0 is no longer maintained and its streaming writer leaves gaps; what
 * reaches into it is here: entries dated alike (same document, same bytes), back pressure, rows as they are, a normal
 * font whose column widths are the same everywhere, and parts that the writer cannot make.
 */
export class WorkbookFile {
  readonly #writer: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #archive: Archive;
  readonly #styles: Styles;
  readonly #streams: Map<string, SheetStream>;
  readonly #contentTypes: string[];
  readonly #names: DefinedNames;
  readonly #aborted = new AbortController();

  constructor(output: Writable, properties: WorkbookProperties) {
    const contentTypes: string[] = [];
    const names = new DefinedNames();
    const streams = new Map<string, SheetStream>();
    const { createdAt } = properties;
    class DatedWriter extends ExcelJS.stream.xlsx.WorkbookWriter {
      // The first thing that the constructor does with its archive.
      override addThemes(): Promise<void> {
        const archive = archiveOf(this);
        const append = archive.append.bind(archive);
        archive.append = (source, entry) => append(patched(source, entry.name), { ...entry, date: createdAt });
        return super.addThemes();
      }

      _openStream(name: string): SheetStream {
        const stream = new SheetStream();
        streams.set(name, stream);
        archiveOf(this).append(stream.bytes, { name });
        return stream;
      }
    }
    const patched = (source: string | Buffer | Readable, name: string) => {
      if (typeof source !== 'string') return source;
      if (name === 'xl/styles.xml') return source.replace(theirNormalFont, normalFont);
      if (name === '/xl/workbook.xml') return source.replace('<definedNames>', `<definedNames>${names.xml}`);
      return name === '[Content_Types].xml' ? source.replace('</Types>', `${contentTypes.join('')}</Types>`) : source;
    };
    this.#writer = new DatedWriter({ stream: output, useStyles: true, useSharedStrings: false, zip: { zlib } });
    this.#archive = archiveOf(this.#writer);
    this.#styles = stylesOf(this.#writer);
    this.#streams = streams;
    this.#contentTypes = contentTypes;
    this.#names = names;
    this.#writer.title = properties.title;
    this.#writer.subject = properties.subject;
    this.#writer.creator = this.#writer.lastModifiedBy = properties.author;
    this.#writer.created = this.#writer.modified = createdAt;
  }

  /** Begins a sheet whose columns have the given widths in points. */
  addSheet(name: string, options: Partial<ExcelJS.AddWorksheetOptions>, widths: readonly number[]): Worksheet {
    const sheet = this.#writer.addWorksheet(name, options);
    sheet.columns = widths.map((width) => ({ width: Math.round((width / digitWidth) * 1000) / 1000 }));
    // Writes all that stands before the rows, and no row.
    sheet.getRow(1).commit();
    return sheet;
  }

  /** Takes a style into the workbook and tells its number. */
  addStyle(style: Partial<Style>): number {
    return this.#styles.addStyleModel(style);
  }

  /** Writes rows of a sheet, in the order they stand. */
  writeRows(sheet: Worksheet, xml: string): void {
    this.#streamOf(sheet).writeRows(xml);
  }

  /** Names a cell (`$A$1`) for the whole workbook; a name that is taken gets a number. */
  nameCell(sheet: Worksheet, cell: string, name: string): void {
    this.#names.add(name, sheet.name, cell);
  }

  /**
   * Gives the compressor time and waits for it when it does not keep up, so that memory stays flat.
   * @throws AbortError after `abort`
   */
  async breathe(sheet: Worksheet): Promise<void> {
    const { signal } = this.#aborted;
    signal.throwIfAborted();
    const stream = this.#streamOf(sheet);
    if (stream.shouldBreathe) await stream.breathe(signal);
  }

  /** Finishes a sheet; nothing can be written to it afterwards. */
  finishSheet(sheet: Worksheet, ending: SheetEnding): void {
    this.#streamOf(sheet).ending = ending;
    sheet.commit();
  }

  /** Adds parts of the package that exceljs does not make, and their entries in the content types. */
  addParts(parts: readonly PackagePart[], contentTypes: string): void {
    for (const { name, content } of parts) this.#archive.append(content, { name });
    this.#contentTypes.push(contentTypes);
  }

  /** Writes the rest and ends the output. */
  async finish(): Promise<void> {
    await this.#writer.commit();
  }

  /** Stops writing after a failure. */
  abort(): void {
    this.#aborted.abort();
    this.#archive.abort();
  }

  #streamOf(sheet: Worksheet): SheetStream {
    const stream = this.#streams.get(`/xl/worksheets/sheet${sheet.id}.xml`);
    if (stream === undefined) throw new TypeError(`Sheet ${sheet.id} has no stream`);
    return stream;
  }
}

function archiveOf(writer: object): Archive {
  if ('zip' in writer && isArchive(writer.zip)) return writer.zip;
  throw new TypeError('exceljs has no archive where it had one in 4.4.0');
}

function isArchive(value: unknown): value is Archive {
  return typeof value === 'object' && value !== null && 'append' in value && 'abort' in value;
}

function stylesOf(writer: object): Styles {
  if ('styles' in writer && isStyles(writer.styles)) return writer.styles;
  throw new TypeError('exceljs has no styles where it had them in 4.4.0');
}

function isStyles(value: unknown): value is Styles {
  return typeof value === 'object' && value !== null && 'addStyleModel' in value;
}
