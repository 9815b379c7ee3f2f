import type { Orientation } from '../compose/document.ts';

/** Millimetres. The left margin leaves room for the file that papers are bound in. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** A4 with the margins of official documents: one source for every medium. */
export const papers: Readonly<Record<Orientation, Paper>> = {
  portrait: { width: 210, height: 297, margin: { top: 20, right: 15, bottom: 20, left: 25 } },
  landscape: { width: 297, height: 210, margin: { top: 15, right: 15, bottom: 15, left: 20 } },
};
