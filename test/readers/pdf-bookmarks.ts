import type { Pdfium } from './pdfium.ts';

/** Titles of all bookmarks of a file, in reading order. */
export function readBookmarks(library: Pdfium, file: number): string[] {
  const below = (parent: number): string[] => {
    const titles: string[] = [];
    let bookmark = library.call('FPDFBookmark_GetFirstChild', file, parent);
    while (bookmark !== 0) {
      const current = bookmark;
      titles.push(
        library.textFrom('utf-16le', (buffer, size) => library.call('FPDFBookmark_GetTitle', current, buffer, size)),
        ...below(current),
      );
      bookmark = library.call('FPDFBookmark_GetNextSibling', file, current);
    }
    return titles;
  };
  return below(0);
}
