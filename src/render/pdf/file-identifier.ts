import { createHash } from 'node:crypto';
import { PdfArray, PdfString } from '@libpdf/core';
import type { PDF } from '@libpdf/core';

/**
 * Gives the file its identifier (ISO 32000-1, 14.4) from what is in it, where the library would draw one at random:
 * the first half is fixed by the first revision, the second changes with every revision.
 *
 * @param content bytes or words that the revision follows from.
 */
export function setFileIdentifier(pdf: PDF, content: readonly (Uint8Array | string)[]): void {
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  const identifier = PdfString.fromBytes(hash.digest().subarray(0, 16));
  const { trailer } = pdf.context.info;
  const first = trailer.getArray('ID')?.at(0) ?? identifier;
  trailer.set('ID', PdfArray.of(first, identifier));
}
