import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

/** What exceljs' streaming writer leaves out of a sheet. */
export interface SheetEnding {
  /** First columns (zero-based) of the second and later pages. */
  readonly pageStarts: readonly number[];
  /** Merged cells (`A1:C2`). */
  readonly merges: readonly string[];
  /** All cells of the sheet: spreadsheets need not mark digits as suspicious that are text on purpose. */
  readonly cells: string;
  readonly hasDrawing: boolean;
}

/** Bytes handed to the compressor at a time: each hand-over costs a turn of the event loop. */
const batchBytes = 64 * 1024;
/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const bytesOfUnit = 3;
/** Bytes that may wait for the compressor. */
const waitingBytes = 256 * 1024;
const lastRow = 1_048_575;
/**
 * The XML of a part on its way into the archive. exceljs' own stream buffers without end; this one says when it is
 * full, and completes the sheet where the writer has no words for it: protection, merged cells, centring, column breaks, checks,
 * drawing.
 */
export class SheetStream {
  /** Set before the sheet is finished. */
  ending: SheetEnding | null = null;
  /** What the archive reads. */
  readonly bytes = new PassThrough({ highWaterMark: waitingBytes });

  #batch = Buffer.allocUnsafe(batchBytes);
  #batched = 0;
  #handedOver = false;

  /** Whether bytes were handed to the compressor since the last `breathe`. */
  get shouldBreathe(): boolean {
    return this.#handedOver;
  }

  /** Lets the compressor take what it was handed, and waits for it when much is waiting. */
  async breathe(signal: AbortSignal): Promise<void> {
    this.#handedOver = false;
    await (this.bytes.writableNeedDrain ? once(this.bytes, 'drain', { signal }) : turn(undefined, { signal }));
  }

  /** Takes what exceljs writes: strings, and a buffer of its own that it fills anew for the next write. */
  write(chunk: unknown): void {
    const xml = textOf(chunk);
    this.writeRows(this.ending === null ? xml : completed(xml, this.ending));
  }

  /** Takes rows, which are complete as they come. */
  writeRows(xml: string): void {
    const most = xml.length * bytesOfUnit;
    if (this.#batched + most > batchBytes) this.#handOver();
    if (most > batchBytes) this.#give(Buffer.from(xml));
    else this.#batched += this.#batch.write(xml, this.#batched);
  }

  end(): void {
    this.#handOver();
    this.bytes.end();
  }

  /** exceljs pauses its own stream until the archive reads it; this one needs no pause. */
  pause(): this {
    return this;
  }

  /** exceljs waits for the event `zipped` of a sheet that it finishes. */
  on(_event: 'zipped', listener: () => void): this {
    this.bytes.on('finish', listener);
    return this;
  }

  #handOver(): void {
    if (this.#batched === 0) return;
    this.#give(this.#batch.subarray(0, this.#batched));
    this.#batch = Buffer.allocUnsafe(batchBytes);
    this.#batched = 0;
  }

  #give(bytes: Buffer): void {
    this.bytes.write(bytes);
    this.#handedOver = true;
  }
}

/**
 * ECMA-376 part 1, 18.3.1.85. No password: the protection keeps the words of an act from slips. What is 0 stays
 * allowed, as selecting and printing do anyhow; pictures (`objects`) cannot be moved. exceljs has words for this, but
 * writes them where the schema does not have them.
 */
const protection =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';

function completed(xml: string, { pageStarts, merges, cells, hasDrawing }: SheetEnding): string {
  if (xml === '</sheetData>') return xml + protection;
  if (xml.startsWith('<pageMargins')) return `${merged(merges)}<printOptions horizontalCentered="1"/>${xml}`;
  if (xml !== '</worksheet>') return xml;
  const breaks = pageStarts.map((column) => `<brk id="${column}" max="${lastRow}" man="1"/>`).join('');
  const count = pageStarts.length;
  return [
    count === 0 ? '' : `<colBreaks count="${count}" manualBreakCount="${count}">${breaks}</colBreaks>`,
    `<ignoredErrors><ignoredError sqref="${cells}" numberStoredAsText="1"/></ignoredErrors>`,
    hasDrawing ? '<drawing r:id="rId1"/>' : '',
    xml,
  ].join('');
}

function merged(ranges: readonly string[]): string {
  if (ranges.length === 0) return '';
  return `<mergeCells count="${ranges.length}"><mergeCell ref="${ranges.join('"/><mergeCell ref="')}"/></mergeCells>`;
}

function textOf(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk;
  if (isStringBuffer(chunk)) return chunk.toBuffer().toString();
  throw new TypeError('A sheet is written in strings and string buffers');
}

function isStringBuffer(value: unknown): value is { toBuffer(): Buffer } {
  return typeof value === 'object' && value !== null && 'toBuffer' in value;
}
