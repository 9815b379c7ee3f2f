import { PDF, PdfName, PdfStream } from '@libpdf/core';
import type { Language } from '../../compose/document.ts';
import { setFileIdentifier } from '../../render/pdf/file-identifier.ts';
import { AlreadySealedError } from '../already-sealed.ts';
import { type EmbeddedRecord, recordBytes } from '../embedded-record.ts';
import { addPayload, listPayload } from './associated-file.ts';
import { outputIntents } from './output-intent.ts';
import { type FileDescription, xmpPacket } from './xmp.ts';

export interface PdfSealOptions {
  /** The time that the information dictionary states. */
  readonly createdAt: Date;
  /** Titles by language, in the order of the file; without them the title is that of the information dictionary only. */
  readonly titles?: Readonly<Partial<Record<Language, string>>>;
}

/**
 * Seals a PDF that `describePdf` has described: the record as an associated file, XMP metadata, output intent and file
 * identifier, appended to the file, which stays what it was, byte for byte. The same arguments give the same bytes.
 *
 * @throws AlreadySealedError; InvalidRecordError where the record could not be read back
 */
export async function sealPdf(pdf: Uint8Array, record: EmbeddedRecord, options: PdfSealOptions): Promise<Uint8Array> {
  const payload = recordBytes(record);
  const file = await PDF.load(pdf);
  const catalog = file.getCatalog();
  const names = catalog.getDict('Names', (reference) => file.getObject(reference));
  if (catalog.has('AF') || names?.has('EmbeddedFiles')) throw new AlreadySealedError('the PDF carries files already');
  const packet = xmpPacket(record, descriptionOf(file, options));
  listPayload(catalog, addPayload(file, payload, options.createdAt), file);
  catalog.set('Metadata', file.register(metadataStream(packet)));
  catalog.set('OutputIntents', outputIntents(file));
  // Associated files need it (ISO 19005-3 builds on ISO 32000-1); the browser writes 1.4 into the header.
  catalog.set('Version', PdfName.of('1.7'));
  setFileIdentifier(file, [pdf, payload, packet]);
  // Metadata stay readable for programs that know nothing of PDF, so streams are packed one by one.
  return file.save({ incremental: true, compressStreams: false });
}

function descriptionOf(file: PDF, { createdAt, titles = {} }: PdfSealOptions): FileDescription {
  const { title = '', author = '', subject = '', language } = file.getMetadata();
  const known = Object.entries(titles).map(([of, text]) => ({ language: of, title: text }));
  const languages = known.length > 0 || language === undefined ? known : [{ language }];
  return { createdAt, title, author, subject, languages };
}

function metadataStream(packet: string): PdfStream {
  return PdfStream.fromDict({ Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') }, Buffer.from(packet));
}
