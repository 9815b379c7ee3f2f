import { readFileSync } from 'node:fs';
import type { Block, OfficialDocument } from '../compose/document.ts';
import { projectPath } from '../project.ts';
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
import { describePdf } from './pdf/metadata.ts';
import { renderXlsx } from './xlsx/render-xlsx.ts';

export interface RenderOptions {
  /** The only time that enters a file. */
  readonly createdAt: Date;
  /** Blanks of the PDF become form fields. */
  readonly fillable: boolean;
}

/** A document with one heading has nothing to leaf through. */
const headingsWorthBookmarks = 2;
const pointsPerMillimetre = 72 / 25.4;
const dateHints = { kk: 'кк.аа.жжжж', ru: 'дд.мм.гггг' } as const;

/** One document in one medium; the same document and options give the same bytes. */
export class Renderers {
  readonly #pool: BrowserPool;
  readonly #logo: { readonly logo?: Logo };
  readonly #formFont = prepareFormFont(readFileSync(projectPath('fonts', 'Tinos-Regular.ttf')));

  /** @param logo the issuer's, where there is one */
  constructor(pool: BrowserPool, logo?: Logo) {
    this.#pool = pool;
    this.#logo = logo === undefined ? {} : { logo };
  }

  async render(document: OfficialDocument, format: Format, options: RenderOptions): Promise<Uint8Array> {
    switch (format) {
      case 'pdf':
        return this.#pdf(document, options);
      case 'docx':
        return renderDocx(document, { createdAt: options.createdAt, ...this.#logo });
      case 'xlsx':
        return renderXlsx(document, { createdAt: options.createdAt, ...this.#logo });
      case 'html':
        return Buffer.from(documentPage(document, { fillable: false, ...this.#logo }));
    }
  }

  async #pdf(document: OfficialDocument, { createdAt, fillable }: RenderOptions): Promise<Uint8Array> {
    const [first] = document.versions;
    const language = first?.language ?? 'kk';
    const title = documentTitle(document);
    const printed = await this.#pool.print({
      bodyHtml: documentBody(document, { fillable, ...this.#logo }),
      title,
      language,
      outline: headingCount(document) >= headingsWorthBookmarks,
    });
    const described = await describePdf(printed, {
      title,
      author: first?.author ?? '',
      subject: document.versions.map((version) => version.subject).join(' / '),
      language,
      createdAt,
    });
    if (!fillable) return described;
    const { margin } = papers[document.orientation];
    const points = (millimetres: number) => millimetres * pointsPerMillimetre;
    return makeFillable(described, blankFields(document), {
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

function headingCount(document: OfficialDocument): number {
  const inBlocks = (blocks: readonly Block[]): number =>
    blocks.reduce(
      (count, block) => count + (block.kind === 'heading' ? 1 : block.kind === 'section' ? inBlocks(block.blocks) : 0),
      0,
    );
  return document.versions.reduce((count, version) => count + inBlocks(version.blocks), 0);
}
