import type {
  Block,
  Cell,
  LanguageVersion,
  OfficialDocument,
  Row,
  Signature,
  Slot,
  Stamp,
  Table,
} from '../../compose/document.ts';
import type { Logo } from '../logo.ts';
import { bandedParts } from '../bands.ts';
import { recordsPathOf } from '../records-path.ts';
import { arrangedBlocks, type ArrangedBlock } from '../verification/beside-stamp.ts';
import type { VerificationMark } from '../verification/mark.ts';
import type { SigningPlaces } from '../signing-places.ts';
import { mayDivide } from '../text-length.ts';
import { escapeHtml } from './escape.ts';
import { type InlineOptions, inlinesHtml } from './inlines.ts';
import { freePlacesHtml, placedLineHtml, signingPlaceStyle } from './signing-place.ts';
import { verificationHtml, verificationStyle } from './verification.ts';

export interface BodyOptions extends InlineOptions {
  readonly logo?: Logo;
  /** Code of an issued document; drawn where the document has its place. */
  readonly mark?: VerificationMark;
  /** Where the document is signed electronically: each place carries a link that becomes a field of the PDF. */
  readonly places?: SigningPlaces;
}

/** The document as the body of a page: the one markup for print, preview and fillable blanks. */
export function documentBody(document: OfficialDocument, options: BodyOptions): string {
  const watermark =
    document.watermark === null
      ? ''
      : `<div class="watermark" aria-hidden="true">${escapeHtml(document.watermark)}</div>`;
  const versions = document.versions.map((version) => versionHtml(document, version, options));
  const style = options.mark === undefined ? '' : verificationStyle(options.mark);
  const placeStyle = options.places === undefined ? '' : signingPlaceStyle();
  return `${style}${placeStyle}${watermark}${versions.join('')}`;
}

function versionHtml(document: OfficialDocument, version: LanguageVersion, options: BodyOptions): string {
  const free = freePlacesHtml(options.places?.freeOf.get(version) ?? []);
  // A code at the end of the text leaves the room beside it.
  const isBesideCode = free !== '' && version.blocks.at(-1)?.kind === 'verification';
  const [text, code] = isBesideCode ? [version.blocks.slice(0, -1), version.blocks.slice(-1)] : [version.blocks, []];
  const blocks = blocksHtml(text, document, options) + free + blocksHtml(code, document, options);
  const empty = document.mode === 'blank' && options.editable !== true ? ' empty' : '';
  return `<article class="version ${version.orientation}${empty}" lang="${version.language}">${blocks}</article>`;
}

function blocksHtml(blocks: readonly Block[], document: OfficialDocument, options: BodyOptions): string {
  return arrangedBlocks(blocks)
    .map((block) => blockHtml(block, document, options))
    .join('');
}

function blockHtml(block: ArrangedBlock, document: OfficialDocument, options: BodyOptions): string {
  const inlines = (content: Parameters<typeof inlinesHtml>[0]) => inlinesHtml(content, options);
  switch (block.kind) {
    case 'stamp':
      return stampHtml(block, options);
    case 'verification':
      return options.mark === undefined ? '' : verificationHtml(options.mark);
    case 'code-beside-stamp': {
      const stamp = stampHtml(block.stamp, options);
      return options.mark === undefined ? stamp : `<div class="beside">${verificationHtml(options.mark)}${stamp}</div>`;
    }
    case 'logo':
      return logoHtml(block.placeholder, document, options);
    case 'heading': {
      const label = block.label === null ? '' : `${escapeHtml(block.label)} `;
      return `<h${block.level}>${label}${inlines(block.content)}</h${block.level}>`;
    }
    case 'paragraph': {
      const classes = [block.style, block.align, block.indent ? 'indent' : '', block.keepWithNext ? 'keep' : ''];
      return `<p class="${classes.filter((name) => name !== '').join(' ')}">${inlines(block.content)}</p>`;
    }
    case 'clause': {
      const classes = `clause level-${block.level} ${block.align}${block.keepWithNext ? ' keep' : ''}`;
      return `<p class="${classes}">${escapeHtml(block.label)} ${inlines(block.content)}</p>`;
    }
    case 'table':
      return tableHtml(block, document, options);
    case 'signature':
      return signatureHtml(block, options);
    case 'seal':
      return `<p class="seal">${inlines(block.content)}</p>`;
    case 'section': {
      const inner = blocksHtml(block.blocks, document, options);
      return `<section class="${block.page}">${inner}</section>`;
    }
  }
}

function stampHtml(stamp: Stamp, options: BodyOptions): string {
  const lines = stamp.lines.map((line) => `<div>${inlinesHtml(line, options)}</div>`).join('');
  return `<div class="stamp">${lines}</div>`;
}

function logoHtml(placeholder: string, document: OfficialDocument, options: BodyOptions): string {
  if (document.mode === 'blank') return `<p class="logo">${escapeHtml(placeholder)}</p>`;
  if (options.logo === undefined) return '';
  const { png, width, height } = options.logo;
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return `<p class="logo"><img alt="" src="${source}" style="width:${width}mm;height:${height}mm"></p>`;
}

function tableHtml(table: Table, document: OfficialDocument, options: BodyOptions): string {
  const crowded = (part: Table) => part.columns.length > roomyColumns;
  if (table.bands.length === 0) return wholeTableHtml(table, crowded(table), document, options);
  // On a screen nobody turns pages: a band has all its records together.
  const parts = bandedParts(options.editable === true ? { ...table, rowsPerBlock: Infinity } : table);
  // One look for all parts of a table: small print where one of them is crowded.
  const dense = parts.some((part) => crowded(part.table));
  return parts
    .map(
      ({ label, table: part }) =>
        `<p class="part keep">${escapeHtml(label)}</p>${wholeTableHtml(part, dense, document, options)}`,
    )
    .join('');
}

/** More columns than these are set in small print. */
const roomyColumns = 8;

function wholeTableHtml(table: Table, dense: boolean, document: OfficialDocument, options: BodyOptions): string {
  const columns = table.columns.map(({ width }) => columnHtml(`${(width * 100).toFixed(3)}%`, options)).join('');
  const rows = (list: readonly Row[]) => list.map((row) => rowHtml(row, document, options)).join('');
  const head = table.head.length === 0 ? '' : `<thead>${rows(table.head)}</thead>`;
  return `<table class="${table.style}${dense ? ' dense' : ''}"><colgroup>${columns}</colgroup>${head}<tbody${recordsAttribute(table, options)}>${rows(table.body)}</tbody></table>`;
}

/** The clerk's page allows no styles in the markup. */
function columnHtml(width: string, { editable }: BodyOptions): string {
  return editable === true ? `<col width="${width}">` : `<col style="width:${width}">`;
}

function recordsAttribute(table: Table, { editable }: BodyOptions): string {
  const path = editable === true ? recordsPathOf(table) : null;
  return path === null ? '' : ` data-rows="${escapeHtml(path)}"`;
}

function rowHtml(row: Row, document: OfficialDocument, options: BodyOptions): string {
  const classes = [row.keepWithNext ? 'keep' : '', options.editable !== true && mayDivide(row) ? 'divided' : ''].filter(
    (name) => name !== '',
  );
  const shown = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<tr${shown}>${row.cells.map((cell) => cellHtml(cell, document, options)).join('')}</tr>`;
}

function cellHtml(cell: Cell, document: OfficialDocument, options: BodyOptions): string {
  const spans =
    (cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '') + (cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '');
  const tag = cell.header ? 'th' : 'td';
  const scope = cell.header ? ` scope="${cell.colspan > 1 ? 'colgroup' : 'col'}"` : '';
  const blocks = cell.blocks.map((block) => blockHtml(block, document, options)).join('');
  return `<${tag}${spans}${scope} class="${cell.align}">${blocks}</${tag}>`;
}

function signatureHtml(signature: Signature, options: BodyOptions): string {
  const weights = signature.slots.reduce((sum, { weight }) => sum + weight, 0);
  const slots = signature.slots.map((slot) => slotHtml(slot, slot.weight / weights, options)).join('');
  return `<div class="signature ${signature.direction}" data-signatory="${escapeHtml(signature.signatory)}">${slots}</div>`;
}

/** @param share of the row, from 0 to 1 */
function slotHtml(slot: Slot, share: number, options: BodyOptions): string {
  const content = inlinesHtml(slot.content, { ...options, slot: true });
  const caption = slot.caption === '' ? '' : `<div class="caption">${escapeHtml(slot.caption)}</div>`;
  const [grow, style] =
    options.editable === true
      ? [` grow-${Math.max(1, Math.round(share * 100))}`, '']
      : ['', ` style="flex-grow:${slot.weight}"`];
  if (slot.kind === 'text') return `<div class="slot text${grow}"${style}>${content}</div>`;
  const place = options.places?.ofSlot.get(slot);
  const line = place === undefined ? `<div class="line">${content}</div>` : placedLineHtml(place, content);
  return `<div class="slot${grow}"${style}>${line}${caption}</div>`;
}
