import type { Orientation } from '../../compose/document.ts';
import { papers } from '../paper.ts';

/** Lengths in twips, twentieths of a point, the unit of WordprocessingML. */
export interface Page {
  readonly orientation: Orientation;
  /** Sides of the sheet as it stands upright: Word turns it by the orientation. */
  readonly size: { readonly width: number; readonly height: number };
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Width between the left and the right margin. */
  readonly contentWidth: number;
  /** From the left margin to the stamp, which takes the right half of the page. */
  readonly stampIndent: number;
}

/** First-line indent of body text, 1.25 cm. */
export const firstLineIndent = twips(12.5);

/** Pages of both orientations. */
export const pages: Readonly<Record<Orientation, Page>> = {
  portrait: pageOf('portrait'),
  landscape: pageOf('landscape'),
};

function pageOf(orientation: Orientation): Page {
  const { width, height, margin } = papers[orientation];
  const contentWidth = twips(width) - twips(margin.left) - twips(margin.right);
  return {
    orientation,
    size: { width: twips(Math.min(width, height)), height: twips(Math.max(width, height)) },
    margin: {
      top: twips(margin.top),
      right: twips(margin.right),
      bottom: twips(margin.bottom),
      left: twips(margin.left),
    },
    contentWidth,
    stampIndent: Math.round(contentWidth / 2),
  };
}

/** Twips of a length in millimetres. */
export function twips(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}
