import type { QrMatrix } from './matrix.ts';

/** Light modules around the code (ISO/IEC 18004, 6.3.8). */
export const quietZone = 4;

/**
 * Side of a module on paper in millimetres. From 0.53 mm on, a scan at 150 dpi has three pixels for every module and the
 * code is read even when a block of it is damaged; the rest is room for spreadsheets, which scale a page to its width.
 */
export const moduleSize = 0.55;

/** Pixels along a module in office files: their readers smooth what they enlarge, which blurs an edge by about a pixel. */
export const smoothedPixels = 6;

/** Side of the code with its quiet zone, in millimetres. */
export function sideOnPaper({ size }: QrMatrix): number {
  return (size + 2 * quietZone) * moduleSize;
}
