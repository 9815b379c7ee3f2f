import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/compose/document.ts';
import { renderXlsx, streamXlsx } from '../../../src/render/xlsx/render-xlsx.ts';
import { cellWith, documentWords, read, sheetAt, shownWords } from './reading.ts';
import { cell, certificate, document, register, registerRecord, row } from './sample-documents.ts';

const options = { createdAt: new Date('2026-11-20T10:15:30Z') };

/** Keeps what is written. */
function collector() {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { output, bytes: () => Buffer.concat(chunks) };
}

const records = [registerRecord(1), registerRecord(2, 3), registerRecord(3)];
const sample = register(records.flat());

async function registerSheet() {
  return sheetAt(await read(await renderXlsx(sample, options)), 0);
}

describe('a register in bands', () => {
  it('is one table whose head is frozen, filtered and repeated', async () => {
    const sheet = await registerSheet();
    const labels = Number(cellWith(sheet, 'начало таблицы').row);
    const numbers = Number(cellWith(sheet, '1.').row);
    expect(numbers).toBe(labels + 2);
    expect(sheet.columnCount).toBe(22);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: numbers });
    expect(sheet.pageSetup.printTitlesRow).toBe(`${labels}:${numbers}`);
    expect(sheet.autoFilter).toBe(`A${numbers}:V${numbers + 5}`);
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', pageOrder: 'overThenDown' });
    expect(sheet.pageSetup.fitToPage).toBeFalsy();
  });

  it('has bands that each fill the width of a page, and no more', async () => {
    const sheet = await registerSheet();
    const scale = (sheet.pageSetup.scale ?? 100) / 100;
    const printable = 841.89 - (0.79 + 0.39) * 72;
    for (const [from, to] of [
      [1, 9],
      [10, 17],
      [18, 22],
    ] as const) {
      let width = 0;
      for (let column = from; column <= to; column++) width += (sheet.getColumn(column).width ?? 0) * 6;
      expect(width * scale).toBeLessThan(printable);
      expect(width).toBeGreaterThan(printable * 0.98);
    }
  });

  it('is read band after band like the document', async () => {
    const sheet = await registerSheet();
    const first = Number(cellWith(sheet, 'начало таблицы').row);
    const last = sheet.rowCount - 1;
    const words = [
      ...shownWords(sheet, 1, first - 1, 1, 22),
      ...shownWords(sheet, first, last, 1, 9),
      ...shownWords(sheet, first, last, 10, 17),
      ...shownWords(sheet, first, last, 18, 22),
      ...shownWords(sheet, last + 1, last + 1, 1, 22),
    ];
    expect(words).toEqual(documentWords(sample));
  });

  it('merges the cells of a record only where the form does', async () => {
    const sheet = await registerSheet();
    const top = Number(cellWith(sheet, 'KZ-2/2026').row);
    const inRecords = sheet.model.merges.filter((range) => {
      const start = Number(/\d+/u.exec(range)?.[0]);
      return start >= top - 1 && start <= top + 3;
    });
    const spanning = 'A B C D E F G H I J K L Q R S T U V'
      .split(' ')
      .map((column) => `${column}${top}:${column}${top + 2}`);
    expect(inRecords.toSorted()).toEqual(spanning.toSorted());
    expect(sheet.getCell(`S${top}`).value).toBe(1204);
    expect(sheet.getCell(`C${top}`).value).toBe('990140000385');
    expect(sheet.getCell(`T${top}`).value).toEqual(new Date('2026-11-20T00:00:00Z'));
  });
});

describe('a register whose records arrive one by one', () => {
  it('is the same file as the whole document makes', async () => {
    const { output, bytes } = collector();
    await streamXlsx(register(), records, output, options);
    expect(Buffer.compare(bytes(), await renderXlsx(sample, options))).toBe(0);
  });

  it('is written while they arrive', async () => {
    const { output, bytes } = collector();
    const count = 10_000;
    let writtenBeforeLast = 0;
    function* arriving(): Generator<Row[]> {
      for (let number = 1; number <= count; number++) {
        if (number === count) writtenBeforeLast = bytes().length;
        yield registerRecord(number);
      }
    }
    await streamXlsx(register(), arriving(), output, options);
    expect(writtenBeforeLast).toBeGreaterThan(bytes().length * 0.8);
    expect(output.writableFinished).toBe(true);
  });

  it('asks for records no faster than a slow reader takes the file', async () => {
    const count = 1500;
    const turnsPerChunk = 20;
    const lead: { pulled: number; taken: number }[] = [];
    let pulled = 0;
    let taken = 0;
    const output = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        const takeLater = (turns: number) => {
          if (turns > 0) {
            setImmediate(takeLater, turns - 1);
            return;
          }
          taken += chunk.length;
          lead.push({ pulled, taken });
          done();
        };
        takeLater(turnsPerChunk);
      },
    });
    function* incompressible(): Generator<Row[]> {
      for (pulled = 1; pulled <= count; pulled++) {
        const words = Array.from({ length: 22 }, () => cell(randomBytes(220).toString('hex')));
        yield [row(words)];
      }
    }
    await streamXlsx(register(), incompressible(), output, options);
    const unread = lead.map((moment) => moment.pulled / count - moment.taken / taken);
    expect(Math.max(...unread)).toBeLessThan(0.7);
  });

  it('fails with the error of the records and gives the source back', async () => {
    const { output } = collector();
    async function* failing(): AsyncGenerator<Row[]> {
      yield registerRecord(1);
      await Promise.resolve();
      throw new Error('database away');
    }
    await expect(streamXlsx(register(), failing(), output, options)).rejects.toThrow('database away');
    expect(output.writableFinished).toBe(false);
  });

  it('fails when the output breaks, and stops asking for records', async () => {
    const output = new Writable({
      write(_chunk, _encoding, done) {
        done(new Error('connection lost'));
      },
    });
    let returned = false;
    function* endless(): Generator<Row[]> {
      try {
        for (let number = 1; ; number++) yield registerRecord(number);
      } finally {
        returned = true;
      }
    }
    await expect(streamXlsx(register(), endless(), output, options)).rejects.toThrow('connection lost');
    await expect.poll(() => returned).toBe(true);
  });

  it('needs a document with exactly one register', async () => {
    for (const wrong of [certificate(), document([])]) {
      const { output } = collector();
      await expect(streamXlsx(wrong, [], output, options)).rejects.toThrow('one register');
    }
  });
});
