import type { Orientation } from '../../compose/document.ts';

/** Lengths in twips, twentieths of a point, the unit of WordprocessingML. */
export interface Page {
  readonly orientation: Orientation;
  /** Sides of the sheet as it stands upright: Word turns it by the orientation. */
  readonly size: { readonly width: number; readonly height: number };
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Width between the left and the right margin. */
  readonly contentWidth: number;
}

/** First-line indent of body text, 1.25 cm. */
export const firstLineIndent = twips(12.5);

const a4 = { width: twips(210), height: twips(297) };
const portraitMargin = { top: twips(20), right: twips(15), bottom: twips(20), left: twips(25) };
const landscapeMargin = { top: twips(15), right: twips(15), bottom: twips(15), left: twips(20) };

/** Pages of both orientations: A4 with the margins of official documents. */
export const pages: Readonly<Record<Orientation, Page>> = {
  portrait: {
    orientation: 'portrait',
    size: a4,
    margin: portraitMargin,
    contentWidth: a4.width - portraitMargin.left - portraitMargin.right,
  },
  landscape: {
    orientation: 'landscape',
    size: a4,
    margin: landscapeMargin,
    contentWidth: a4.height - landscapeMargin.left - landscapeMargin.right,
  },
};

/** Twips of a length in millimetres. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}
