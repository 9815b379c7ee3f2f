import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDF, PdfDict, PdfStream } from '@libpdf/core';
import { expect, it } from 'vitest';
import { prepareFormFont } from '../../../src/render/pdf/form-font.ts';
import { fontsDir } from './support.ts';

const face = (file: string) => readFileSync(path.join(fontsDir, file));

/** The text of the first page as PDFium reads it, which knows the names of all glyphs. */
async function textInViewer(pdf: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    return document.getPage(0).getText();
  } finally {
    document.destroy();
    library.destroy();
  }
}

it('types every Kazakh and Russian letter, by the codes of СТ РК 1048', async () => {
  const letters = 'АаЯяЁёӘәҒғҚқҢңӨөҰұҮүҺһІі«»—№₸';
  const codes = Buffer.from([
    0xc0, 0xe0, 0xdf, 0xff, 0xa8, 0xb8, 0xa3, 0xbc, 0xaa, 0xba, 0x8d, 0x9d, 0xbd, 0xbe, 0xa5, 0xb4, 0xa1, 0xa2, 0xaf,
    0xbf, 0x8e, 0x9e, 0xb2, 0xb3, 0xab, 0xbb, 0x97, 0xb9, 0x98,
  ]).toString('hex');
  const file = PDF.create();
  const page = file.addPage();
  const font = prepareFormFont(face('Tinos-Regular.ttf')).embedIn(file);
  page.getResources().set('Font', PdfDict.of({ Typed: font }));
  const content = new PdfStream([], new TextEncoder().encode(`BT /Typed 12 Tf 60 700 Td <${codes}> Tj ET`));
  page.dict.set('Contents', file.register(content));
  expect(await textInViewer(await file.save())).toBe(letters);
});
