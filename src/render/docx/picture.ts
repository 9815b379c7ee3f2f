import { ImageRun } from 'docx';
import type { Place } from './place.ts';

/** A PNG and its size on paper in millimetres. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture in a line of text; `words` stand for it where it is not seen. */
export function pictureRun(
  { png, width, height }: Picture,
  { name, words }: { readonly name: string; readonly words: string },
  place: Place,
): ImageRun {
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: pixels(width), height: pixels(height) },
    // Without an id docx counts pictures over the life of the process, and files of one document would differ.
    altText: { id: String(place.nextPicture()), name, title: words, description: words },
  });
}

function pixels(millimetres: number): number {
  return (millimetres * 96) / 25.4;
}
