import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { OfficialDocument } from '../../compose/document.ts';
import type { Logo } from '../logo.ts';
import type { Signatory } from '../signing-places.ts';
import type { VerificationMark } from '../verification/mark.ts';
import { signPlaces } from '../office/sign-places.ts';
import { StyleBook } from './cell-look.ts';
import { drawingContentTypes, drawingParts, mediaParts } from './drawing.ts';
import { documentPictures, type SheetPicture } from './pictures.ts';
import { sheetParts } from './sheet-parts.ts';
import { sheetPlan, type SheetPlan } from './sheet-plan.ts';
import { SheetWriter, type Records } from './sheet-writer.ts';
import { WorkbookFile } from './workbook-file.ts';

/** What a workbook holds besides the document. */
export interface XlsxOptions {
  /** Date of the file; the same document and options give the same bytes. */
  readonly createdAt: Date;
  /** Drawn where the document has a place for it. */
  readonly logo?: Logo;
  /**
   * Code of an issued document, drawn where the document has its place; its foot stands on every page. A workbook with
   * a code is closed, one without can be filled in.
   */
  readonly mark?: VerificationMark;
  /** Who signs each version; without it those sign whom the signature blocks name. */
  readonly signatories?: readonly (readonly Signatory[])[];
  /** Printed at the foot of every page, left of the page number. */
  readonly footerText?: string;
}

/** A document whose records cannot come one by one: it has more than one register, or none. */
export class RegisterExpectedError extends Error {
  override readonly name = 'RegisterExpectedError';
}

/**
 * The document as an XLSX workbook.
 * @throws TableShapeError when a table has more cells than columns
 */
export async function renderXlsx(document: OfficialDocument, options: XlsxOptions): Promise<Uint8Array> {
  return collected((output) => writeWorkbook(document, null, output, options));
}

/**
 * A register as an XLSX workbook, from records as they arrive: what is kept of them is their part of the packed workbook.
 * Rejects with what `records` throws.
 * @param document its only register has no body
 * @param records the rows of one record each
 * @throws RegisterExpectedError unless the document has exactly one register table
 */
export async function registerXlsx(
  document: OfficialDocument,
  records: Records,
  options: XlsxOptions,
): Promise<Uint8Array> {
  return collected((output) => streamXlsx(document, records, output, options));
}

/**
 * Writes a register as an XLSX workbook while its records arrive; memory does not grow with their number. `output` is
 * ended, or left unfinished where the promise is rejected: with the error of the records, or of the output.
 * @param document its only register has no body
 * @param records the rows of one record each
 * @throws RegisterExpectedError unless the document has exactly one register table
 */
export async function streamXlsx(
  document: OfficialDocument,
  records: Records,
  output: Writable,
  options: XlsxOptions,
): Promise<void> {
  await writeWorkbook(document, records, output, options);
}

async function writeWorkbook(
  document: OfficialDocument,
  records: Records | null,
  output: Writable,
  options: XlsxOptions,
): Promise<void> {
  const pictures = documentPictures(options);
  const places = signPlaces(document, options.signatories);
  const plans = sheetParts(document).map((part) => sheetPlan(part, document, pictures, places.ofSlot));
  const registers = plans.filter(({ register }) => register !== null).length;
  if (records !== null && registers !== 1) {
    throw new RegisterExpectedError(`Records need a document with one register; this one has ${registers}`);
  }
  const workbook = new WorkbookFile(output, propertiesOf(document, options.createdAt));
  try {
    // A broken output never takes the rest: without this the writer would wait for ever.
    await Promise.race([writeSheets(workbook, plans, records, document, options), unbroken(output)]);
  } catch (error) {
    workbook.abort();
    throw error;
  }
}

async function writeSheets(
  workbook: WorkbookFile,
  plans: readonly SheetPlan[],
  records: Records | null,
  document: OfficialDocument,
  { mark, footerText = mark?.foot }: XlsxOptions,
): Promise<void> {
  const styles = new StyleBook((style) => workbook.addStyle(style));
  const withPictures: number[] = [];
  const pictures = new Set<SheetPicture>();
  for (const plan of plans) {
    const sheet = new SheetWriter(workbook, plan, styles, document, footerText);
    const places = await sheet.write(plan.register === null ? null : records);
    if (places.length === 0) continue;
    withPictures.push(sheet.id);
    for (const { picture } of places) pictures.add(picture);
    workbook.addParts(drawingParts(sheet.id, places, plan.layout.grid), '');
  }
  if (withPictures.length > 0) workbook.addParts(mediaParts(pictures), drawingContentTypes(withPictures));
  await workbook.finish();
}

async function collected(write: (output: Writable) => Promise<void>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await write(output);
  return Buffer.concat(chunks);
}

async function unbroken(output: Writable): Promise<never> {
  await finished(output, { cleanup: true });
  return new Promise(() => undefined);
}

function propertiesOf(document: OfficialDocument, createdAt: Date) {
  const joined = (texts: readonly string[]) => [...new Set(texts)].join(' / ');
  return {
    title: joined(document.versions.map(({ title }) => title)),
    subject: joined(document.versions.map(({ subject }) => subject)),
    author: joined(document.versions.map(({ author }) => author)),
    createdAt,
  };
}
