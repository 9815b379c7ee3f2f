import type { Language } from '../compose/document.ts';
import type { Format } from '../render/formats.ts';
import type { EmbeddedRecord } from './embedded-record.ts';
import { sealDocx, sealXlsx } from './office/seal-office.ts';
import { sealPdf } from './pdf/seal-pdf.ts';

/**
 * Puts the record of an issued document into a rendered file. All times are that of issue. A page in HTML carries no
 * record and stays as it is.
 *
 * @param titles of the file by language, in its order, for the metadata of a PDF
 * @throws AlreadySealedError; InvalidRecordError where the record could not be read back
 */
export async function sealFile(
  format: Format,
  file: Uint8Array,
  record: EmbeddedRecord,
  titles: Readonly<Partial<Record<Language, string>>> = {},
): Promise<Uint8Array> {
  const createdAt = new Date(record.issuedAt);
  switch (format) {
    case 'pdf':
      return sealPdf(file, record, { createdAt, titles });
    case 'docx':
      return sealDocx(file, record, { createdAt });
    case 'xlsx':
      return sealXlsx(file, record, { createdAt });
    case 'html':
      return file;
  }
}
