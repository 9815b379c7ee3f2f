import { readFileSync } from 'node:fs';
import type { Block, OfficialDocument } from '../compose/document.ts';
import { Stopwatch } from '../drafts/stopwatch.ts';
import { projectPath } from '../project.ts';
import type { Verification } from '../trust/verification.ts';
import { renderDocx } from './docx/render.ts';
import type { Format } from './formats.ts';
import { documentBody } from './html/body.ts';
import { documentPage, documentTitle } from './html/page.ts';
import type { Logo } from './logo.ts';
import { papers } from './paper.ts';
import { blankFields } from './pdf/blank-fields.ts';
import type { BrowserPool } from './pdf/browser-pool.ts';
import { makeFillable } from './pdf/fillable.ts';
import { prepareFormFont } from './pdf/form-font.ts';
import { formMark } from './pdf/form-mark.ts';
import { describePdf } from './pdf/metadata.ts';
import { addSignatureFields } from './pdf/signature-fields.ts';
import { type Signatory, type SigningPlace, signingPlaces } from './signing-places.ts';
import { type VerificationMark, verificationMark } from './verification/mark.ts';
import { withCodePlaced } from './verification/placement.ts';
import { renderXlsx } from './xlsx/render-xlsx.ts';

export interface RenderOptions {
  /** The only time that enters a file. */
  readonly createdAt: Date;
  /** Blanks of the PDF become form fields. */
  readonly fillable: boolean;
  /** Of an issued document: its code on the first page, number and short code at the foot of every page. */
  readonly verification?: Verification;
  /**
   * Who signs each version of the document: their places become signature fields of the PDF, which has none without it.
   * DOCX and XLSX mark the lines of their signature blocks anyhow; this tells them the roles.
   */
  readonly signatories?: readonly (readonly Signatory[])[];
  /** Of a batch: its PDF is printed when nobody waits at a screen. */
  readonly background?: boolean;
  /** Aborted when nobody waits for the PDF any more: it loses its place in the queue. */
  readonly signal?: AbortSignal;
  /** Times the steps of making the file. */
  readonly stopwatch?: Stopwatch;
}

type TimedOptions = RenderOptions & { readonly stopwatch: Stopwatch };

/** A draft or a blank never carries a verification code. */
export class UnissuedDocumentError extends Error {
  override readonly name = 'UnissuedDocumentError';
}

/** A document with one heading has nothing to leaf through. */
const headingsWorthBookmarks = 2;
const pointsPerMillimetre = 72 / 25.4;
const dateHints = { kk: 'кк.аа.жжжж', ru: 'дд.мм.гггг' } as const;

/** One document in one medium; the same document and options give the same bytes. */
export class Renderers {
  readonly #pool: Pick<BrowserPool, 'print'>;
  readonly #logo: { readonly logo?: Logo };
  readonly #formFont = prepareFormFont(readFileSync(projectPath('fonts', 'Tinos-Regular.ttf')));

  /** @param logo the issuer's, where there is one */
  constructor(pool: Pick<BrowserPool, 'print'>, logo?: Logo) {
    this.#pool = pool;
    this.#logo = logo === undefined ? {} : { logo };
  }

  /**
   * Rejects with UnissuedDocumentError where a draft or a blank is given a code, with QrTextError where the address does
   * not go into one, and with the errors of the browser pool.
   */
  async render(document: OfficialDocument, format: Format, options: RenderOptions): Promise<Uint8Array> {
    const { verification, stopwatch = new Stopwatch() } = options;
    if (verification === undefined) return this.#draw(document, format, { ...options, stopwatch }, {});
    if (document.mode === 'blank' || document.watermark !== null) {
      throw new UnissuedDocumentError(`${document.form} is not an issued document`);
    }
    const { mark, placed } = stopwatch.measure('compose', () => {
      const drawn = verificationMark(verification);
      return { mark: drawn, placed: withCodePlaced(document, { ...this.#logo, mark: drawn }) };
    });
    return this.#draw(placed, format, { ...options, stopwatch }, { mark });
  }

  async #draw(
    document: OfficialDocument,
    format: Format,
    options: TimedOptions,
    code: { readonly mark?: VerificationMark },
  ): Promise<Uint8Array> {
    const extras = { ...this.#logo, ...code };
    const { stopwatch } = options;
    switch (format) {
      case 'pdf':
        return this.#pdf(document, options, extras);
      case 'docx':
        return stopwatch.measure('render', () => renderDocx(document, { ...officeOptions(options), ...extras }));
      case 'xlsx':
        return stopwatch.measure('render', () => renderXlsx(document, { ...officeOptions(options), ...extras }));
      case 'html':
        return stopwatch.measure('render', () => Buffer.from(documentPage(document, { fillable: false, ...extras })));
    }
  }

  async #pdf(
    document: OfficialDocument,
    options: TimedOptions,
    extras: { readonly logo?: Logo; readonly mark?: VerificationMark },
  ): Promise<Uint8Array> {
    const { fillable, signatories = [], background = false, signal, stopwatch } = options;
    const places = signingPlaces(document, signatories);
    const placed = places.all.length === 0 ? {} : { places };
    const bodyHtml = stopwatch.measure('compose', () => documentBody(document, { fillable, ...extras, ...placed }));
    const printed = await this.#pool.print({
      bodyHtml,
      title: documentTitle(document),
      language: document.versions[0]?.language ?? 'kk',
      outline: headingCount(document) >= headingsWorthBookmarks,
      background,
      stopwatch,
      ...(signal === undefined ? {} : { signal }),
    });
    return stopwatch.measure('postprocess', () => this.#finish(printed, document, places.all, options));
  }

  /** What the browser does not write: metadata, places for signatures, fields to fill in. */
  async #finish(
    printed: Uint8Array,
    document: OfficialDocument,
    places: readonly SigningPlace[],
    { createdAt, fillable }: TimedOptions,
  ): Promise<Uint8Array> {
    const [first] = document.versions;
    const language = first?.language ?? 'kk';
    const described = await describePdf(printed, {
      title: documentTitle(document),
      author: first?.author ?? '',
      subject: document.versions.map((version) => version.subject).join(' / '),
      language,
      createdAt,
      ...(fillable ? { keywords: [formMark(document)] } : {}),
    });
    const signable = places.length === 0 ? described : await addSignatureFields(described, places);
    if (!fillable) return signable;
    const { margin } = papers[first?.orientation ?? 'portrait'];
    const points = (millimetres: number) => millimetres * pointsPerMillimetre;
    return makeFillable(signable, blankFields(document), {
      font: this.#formFont,
      dateHint: dateHints[language],
      margins: {
        top: points(margin.top),
        right: points(margin.right),
        bottom: points(margin.bottom),
        left: points(margin.left),
      },
    });
  }
}

function officeOptions({ createdAt, signatories }: RenderOptions) {
  return { createdAt, ...(signatories === undefined ? {} : { signatories }) };
}

function headingCount(document: OfficialDocument): number {
  const inBlocks = (blocks: readonly Block[]): number =>
    blocks.reduce(
      (count, block) => count + (block.kind === 'heading' ? 1 : block.kind === 'section' ? inBlocks(block.blocks) : 0),
      0,
    );
  return document.versions.reduce((count, version) => count + inBlocks(version.blocks), 0);
}
