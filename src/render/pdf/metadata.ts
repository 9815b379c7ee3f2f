import { PDF } from '@libpdf/core';
import { setFileIdentifier } from './file-identifier.ts';
import { restoreKazakhLetters } from './kazakh-letters.ts';
import { withStableIdentifiers } from './stable-identifiers.ts';

/** What a viewer and an archive say of the file. */
export interface PdfDescription {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** BCP 47 tag of the text. */
  readonly language: string;
  /** Stated as date of creation and of change, to the second, in UTC. */
  readonly createdAt: Date;
  readonly keywords?: readonly string[];
}

const product = 'Nysan';

/**
 * Describes a PDF of the browser pool: information dictionary, language, and the title in the window's title bar.
 * Its Kazakh letters become searchable. Structure tree and outline stay as they are (the change is appended). The bytes depend on the arguments only: the
 * same document printed twice is the same file twice. To be called before anything else changes the file.
 */
export async function describePdf(pdf: Uint8Array, description: PdfDescription): Promise<Uint8Array> {
  const stable = withStableIdentifiers(pdf, description.createdAt);
  const file = await PDF.load(stable);
  file.setMetadata({
    author: description.author,
    subject: description.subject,
    language: description.language,
    creator: product,
    producer: product,
    creationDate: description.createdAt,
    modificationDate: description.createdAt,
    ...(description.keywords && { keywords: [description.keywords.join(', ')] }),
  });
  file.setTitle(description.title, { showInWindowTitleBar: true });
  restoreKazakhLetters(file);
  setFileIdentifier(file, [stable, JSON.stringify(description)]);
  return file.save({ incremental: true });
}
