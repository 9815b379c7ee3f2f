import type { PageSetup } from 'exceljs';
import type { OfficialDocument, Orientation } from '../../compose/document.ts';

/** A4 in points. */
const shortSide = 595.28;
const longSide = 841.89;
const a4 = 9;
/** Margins in inches: binding edge on the left, room for the page number below and for a watermark above. */
const margins = { left: 0.79, right: 0.39, top: 0.59, bottom: 0.59, header: 0.3, footer: 0.3 };
const watermarkMargin = 0.98;
const pointsPerInch = 72;
/** A register is printed a little smaller than its columns say, as printers set columns up to that much wider. */
const registerScale = 97;

/** Printable width of a page in points. */
export function printableWidth(orientation: Orientation): number {
  const width = orientation === 'portrait' ? shortSide : longSide;
  return width - (margins.left + margins.right) * pointsPerInch;
}

/** How a sheet is printed. A sheet that is several pages wide keeps its scale and goes over, then down. */
export function pageSetup(
  { watermark }: OfficialDocument,
  orientation: Orientation,
  severalPagesWide: boolean,
): Partial<PageSetup> {
  return {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enumeration exists in the types only
    paperSize: a4,
    orientation,
    margins: { ...margins, top: watermark === null ? margins.top : watermarkMargin },
    ...(severalPagesWide
      ? { pageOrder: 'overThenDown', scale: registerScale }
      : { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }),
  };
}

/** Header and footer of every page: the watermark word, a text of the caller's, page number and number of pages. */
export function headerFooter(watermark: string | null, footerText: string | undefined): Record<string, string> {
  const face = '&"Times New Roman,Regular"';
  // A blank after the size keeps digits of the text from being read as part of it.
  const left = footerText === undefined ? '' : `&L${face}&8 ${literal(footerText)}`;
  return {
    ...(watermark !== null && { oddHeader: `&C${face}&36&KC0C0C0${literal(watermark)}` }),
    oddFooter: `${left}&R${face}&9&P / &N`,
  };
}

function literal(text: string): string {
  return text.replaceAll('&', '&&');
}
