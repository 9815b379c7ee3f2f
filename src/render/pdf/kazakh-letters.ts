import { deflateSync } from 'node:zlib';
import { PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core';
import type { PDF } from '@libpdf/core';

/** The Latin letters that have the shape of Ә and ә, and in Tinos the very same glyphs. */
const lookAlikes = new Map([
  ['018F', '04D8'],
  ['0259', '04D9'],
]);

/** A glyph and its one character in a ToUnicode map (ISO 32000-1, 9.10.3); ranges have a third part. */
const singleCharacter = /^(<[0-9A-F]+>) <(018F|0259)>$/gm;

/** A map has one or two kilobytes: to set up a compressor for more takes longer than to compress it. */
const smallWindow = { windowBits: 12, memLevel: 5 };

/**
 * Lets the text of a file be found, copied and read aloud as it was written. Chromium notes one character for every
 * glyph, the first in the font: for Ә a letter of another script, so that a search for «Әділ» would fail.
 */
export function restoreKazakhLetters(file: PDF): void {
  for (const characterMap of characterMaps(file)) {
    const map = Buffer.from(characterMap.getDecodedData()).toString('latin1');
    const restored = map.replaceAll(
      singleCharacter,
      (_, glyph: string, character: string) => `${glyph} <${lookAlikes.get(character) ?? character}>`,
    );
    if (restored === map) continue;
    // Compressed here: the library does it in JavaScript.
    characterMap.setData(deflateSync(Buffer.from(restored, 'latin1'), smallWindow));
    characterMap.set('Filter', PdfName.of('FlateDecode'));
  }
}

function characterMaps(file: PDF): Set<PdfStream> {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const maps = new Set<PdfStream>();
  for (const page of file.getPages()) {
    for (const [, entry] of page.getResources().getDict('Font', resolve) ?? []) {
      const font = entry instanceof PdfRef ? resolve(entry) : entry;
      const map = font instanceof PdfDict ? font.get('ToUnicode', resolve) : undefined;
      if (map instanceof PdfStream) maps.add(map);
    }
  }
  return maps;
}
