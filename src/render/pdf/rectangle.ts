import { PdfArray, PdfNumber } from '@libpdf/core';

/** In points, from the lower left corner of the page. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export function readRectangle(array: PdfArray): Rectangle {
  const [left = 0, bottom = 0, right = 0, top = 0] = array
    .toArray()
    .map((item) => (item instanceof PdfNumber ? item.value : 0));
  return { left, bottom, right, top };
}

export function writeRectangle({ left, bottom, right, top }: Rectangle): PdfArray {
  return PdfArray.of(...[left, bottom, right, top].map((value) => PdfNumber.of(Math.round(value * 1000) / 1000)));
}

export function width({ left, right }: Rectangle): number {
  return right - left;
}

export function height({ bottom, top }: Rectangle): number {
  return top - bottom;
}

/** The part of a rectangle inside another; of no width or height when they do not meet. */
export function within(inner: Rectangle, outer: Rectangle): Rectangle {
  const left = Math.min(Math.max(inner.left, outer.left), outer.right);
  const bottom = Math.min(Math.max(inner.bottom, outer.bottom), outer.top);
  return {
    left,
    bottom,
    right: Math.max(left, Math.min(inner.right, outer.right)),
    top: Math.max(bottom, Math.min(inner.top, outer.top)),
  };
}

/** The smallest rectangle around all. */
export function around(first: Rectangle, ...others: readonly Rectangle[]): Rectangle {
  return others.reduce(
    (whole, next) => ({
      left: Math.min(whole.left, next.left),
      bottom: Math.min(whole.bottom, next.bottom),
      right: Math.max(whole.right, next.right),
      top: Math.max(whole.top, next.top),
    }),
    first,
  );
}

/** Whether the lower one is the next line under the upper one. */
export function isLineBelow(lower: Rectangle, upper: Rectangle): boolean {
  const gap = upper.bottom - lower.top;
  const overlap = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left);
  return overlap > 0 && Math.abs(gap) < height(upper) / 2;
}
