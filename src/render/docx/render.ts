import { Document, type ISectionOptions, PageOrientation, SectionType } from 'docx';
import type { OfficialDocument } from '../../compose/document.ts';
import { drawBlocks, pagesOf } from './blocks.ts';
import { pageFooter } from './footer.ts';
import { frameOptions, type FrameKind, framedHeader } from './frame.ts';
import { listDefinition } from './numbering.ts';
import { type Page, pages } from './page.ts';
import { newNumbering, type Place } from './place.ts';
import type { Logo } from '../logo.ts';
import type { VerificationMark } from '../verification/mark.ts';
import { packed } from './package.ts';
import { coreProperties } from './properties.ts';
import { signPlaces } from '../office/sign-places.ts';
import type { Signatory } from '../signing-places.ts';
import { freeSignatureLines } from './signature-line.ts';
import { signingOf } from './signing.ts';
import { bodySize } from './styles.ts';

export interface DocxOptions {
  /** Written as the time of creation and of the last change; the only time in the file. */
  readonly createdAt: Date;
  readonly logo?: Logo;
  /**
   * Code of an issued document, drawn where the document has its place; its foot stands on every page. A file with a
   * code is locked, one without can be filled in.
   */
  readonly mark?: VerificationMark;
  /** Who signs each version; without it those sign whom the signature blocks name. */
  readonly signatories?: readonly (readonly Signatory[])[];
  /** Line above the page number on every page: number and code of an issued document. */
  readonly footerText?: string;
}

/** A document without a language version has nothing to print. */
export class EmptyDocumentError extends Error {
  override readonly name = 'EmptyDocumentError';
}

/**
 * Renders a document as a Word file with real styles, lists, tables and fields. The same document and options give
 * the same bytes.
 *
 * @throws EmptyDocumentError where the document has no language version.
 */
export async function renderDocx(document: OfficialDocument, options: DocxOptions): Promise<Uint8Array> {
  const [first] = document.versions;
  if (first === undefined) throw new EmptyDocumentError(`${document.form} has no language version`);
  const lists = newNumbering();
  const [nextPicture, nextControl] = [newCounter(), newCounter()];
  // The sections draw the text, which tells what lists and controls there are.
  const sections = drawSections(document, options, { numbering: lists, nextPicture, nextControl });
  const kind: FrameKind = {
    orientation: first.orientation,
    language: first.language,
    open: options.mark === undefined && nextControl() > 1,
    watermark: document.watermark,
  };
  const numbering = { config: lists.used().map(listDefinition) };
  const file = new Document({ ...frameOptions(kind), numbering, sections });
  return packed(file, kind, { properties: coreProperties(first, options.createdAt), time: options.createdAt });
}

/** A section of the file for every part that starts on a new page; later ones take over head and foot of the first. */
function drawSections(
  document: OfficialDocument,
  options: DocxOptions,
  counted: Pick<Place, 'numbering' | 'nextPicture' | 'nextControl'>,
): ISectionOptions[] {
  const headers = framedHeader(document);
  const footers = { default: pageFooter(options.footerText ?? options.mark?.foot) };
  const signing = signingOf(document, signPlaces(document, options.signatories));
  const parts = document.versions.flatMap((version) =>
    pagesOf(version).map((blocks, index, { length }) => ({
      version,
      blocks,
      opens: index === 0,
      free: index === length - 1 ? signing.freeRequests(version) : [],
    })),
  );
  return parts.map(({ version: { language, orientation }, blocks, opens, free }, index) => {
    if (opens) counted.numbering.close();
    const runLanguage = language === document.versions[0]?.language ? null : language;
    const page = pages[orientation];
    const place = { ...bodyPlace(document, page, options), ...counted, runLanguage, signing };
    return {
      ...(index === 0 ? { ...headers, footers } : {}),
      properties: { type: SectionType.NEXT_PAGE, page: pageProperties(page) },
      children: [...drawBlocks(blocks, place), ...freeSignatureLines(free, place)],
    };
  });
}

function newCounter(): () => number {
  let count = 0;
  return () => (count += 1);
}

/** A line of body text across the page. */
function bodyPlace(
  document: OfficialDocument,
  page: Page,
  options: DocxOptions,
): Omit<Place, 'numbering' | 'nextPicture' | 'nextControl' | 'runLanguage' | 'signing'> {
  return {
    page,
    mode: document.mode,
    logo: options.logo ?? null,
    mark: options.mark ?? null,
    width: page.contentWidth,
    fontSize: bodySize,
    begun: 0,
    cell: null,
    keepNext: false,
  };
}

function pageProperties(page: Page) {
  return {
    size: {
      ...page.size,
      orientation: page.orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: { ...page.margin, header: 567, footer: 567 },
  };
}
