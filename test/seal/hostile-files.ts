import { deflateRawSync, deflateSync } from 'node:zlib';
import JSZip from 'jszip';

/** An object of a PDF: its text, or a stream. */
export type PdfPart = string | { readonly entries: string; readonly content: Uint8Array };

const header = '%PDF-1.7\n';

/** Catalog, file specification, and its content as third object: the smallest PDF that carries a record. */
export function pdfWithPayload(payload: PdfPart): Buffer {
  return pdfOf(['<</AF[2 0 R]>>', fileSpecification('3 0 R'), payload]);
}

export function fileSpecification(content: string, name = 'payload.json'): string {
  return `<</Type/Filespec/UF(${name})/EF<</F ${content}>>>>`;
}

/** A stream packed as its entries say. */
export function packedStream(content: Uint8Array, entries = ''): PdfPart {
  return { entries: `/Filter/FlateDecode${entries}`, content: deflateSync(content) };
}

/**
 * A PDF of these objects, numbered from 1, with a table of them.
 * @param trailer entries of the trailer beside the catalog, which is the first object
 */
export function pdfOf(objects: readonly PdfPart[], trailer = ''): Buffer {
  const { body, offsets } = bodyOf(header, objects);
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}`;
  const end = `trailer\n<</Root 1 0 R/Size ${objects.length + 1}${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([body, Buffer.from(table + end, 'latin1')]);
}

/**
 * The same with a stream for a table, some objects packed together, as newer programs write it.
 * @param packed objects 1 to n, in a stream of objects
 * @param plain objects n + 1 and on
 * @param holderEntries of the stream of objects, beside the necessary ones
 */
export function pdfWithObjectStream(packed: readonly string[], plain: readonly PdfPart[], holderEntries = ''): Buffer {
  const pairs: string[] = [];
  let values = '';
  for (const [index, value] of packed.entries()) {
    pairs.push(`${index + 1} ${values.length}`);
    values += `${value} `;
  }
  const index = `${pairs.join(' ')} `;
  const entries = `/Type/ObjStm/N ${packed.length}/First ${index.length}${holderEntries}`;
  const holder = packedStream(Buffer.from(index + values), entries);
  const holderNumber = packed.length + plain.length + 1;
  const { body, offsets } = bodyOf(header, [...plain, holder], packed.length + 1);
  const rows = [
    [0, 0, 0],
    ...packed.map((_, position) => [2, holderNumber, position]),
    ...offsets.map((offset) => [1, offset, 0]),
    [1, body.length, 0],
  ].map(([kind = 0, second = 0, third = 0]) => {
    const row = Buffer.alloc(7);
    row.writeUInt8(kind);
    row.writeUInt32BE(second, 1);
    row.writeUInt16BE(third, 5);
    return row;
  });
  const table = packedStream(
    Buffer.concat(predicted(rows)),
    `/Type/XRef/W[1 4 2]/Root 1 0 R/Size ${rows.length}/DecodeParms<</Predictor 15/Columns 7>>`,
  );
  const { body: end } = bodyOf('', [table], holderNumber + 1);
  return Buffer.concat([body, end, Buffer.from(`startxref\n${body.length}\n%%EOF\n`)]);
}

/** Rows behind the five filters of PNG in turn (ISO/IEC 15948, 9). */
function predicted(rows: readonly Buffer[]): Buffer[] {
  return rows.map((row, at) => {
    const above = rows[at - 1] ?? Buffer.alloc(row.length);
    const filter = at % 5;
    const bytes = Array.from(row, (byte, column) => {
      const a = row[column - 1] ?? 0;
      const b = above[column] ?? 0;
      const c = column === 0 ? 0 : (above[column - 1] ?? 0);
      return byte - ([0, a, b, (a + b) >> 1, nearest(a, b, c)][filter] ?? 0);
    });
    return Buffer.from([filter, ...bytes]);
  });
}

function nearest(a: number, b: number, c: number): number {
  const estimate = a + b - c;
  const [best] = [a, b, c].sort((x, y) => Math.abs(estimate - x) - Math.abs(estimate - y));
  return best ?? 0;
}

function bodyOf(start: string, objects: readonly PdfPart[], first = 1): { body: Buffer; offsets: number[] } {
  const pieces = [Buffer.from(start)];
  const offsets: number[] = [];
  let length = start.length;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const piece = Buffer.concat([
      Buffer.from(`${first + index} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object, 'latin1') : streamOf(object),
      Buffer.from('\nendobj\n'),
    ]);
    pieces.push(piece);
    length += piece.length;
  }
  return { body: Buffer.concat(pieces), offsets };
}

function streamOf({ entries, content }: Exclude<PdfPart, string>): Buffer {
  const length = entries.includes('/Length ') ? '' : `/Length ${content.length}`;
  return Buffer.concat([
    Buffer.from(`<<${entries}${length}>>\nstream\n`, 'latin1'),
    content,
    Buffer.from('\nendstream'),
  ]);
}

/** A DOCX with nothing in it but these custom parts, by number. */
export async function docxOf(...parts: readonly string[]): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('word/document.xml', '<document/>');
  for (const [index, part] of parts.entries()) zip.file(`customXml/item${index + 1}.xml`, part);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** An entry of an archive, and the size that the archive says it has. */
export interface SaidEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly saidSize?: number;
}

/** An archive that says what it wants of its entries (APPNOTE.TXT 4.3.7 to 4.3.16). */
export function archiveOf(entries: readonly SaidEntry[]): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saidSize = content.length } of entries) {
    const packed = deflateRawSync(content);
    const said = Buffer.alloc(26);
    said.writeUInt16LE(8, 4);
    said.writeUInt32LE(packed.length, 14);
    said.writeUInt32LE(saidSize, 18);
    said.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), said, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(local);
    records.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0000\u0000'), said, tail, Buffer.from(name)]));
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
}
