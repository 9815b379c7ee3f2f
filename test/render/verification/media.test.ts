import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { QrTextError } from '../../../src/render/qr/matrix.ts';
import { UnissuedDocumentError } from '../../../src/render/renderers.ts';
import { readPng } from '../../golden/pictures.ts';
import { openPackage } from '../../readers/office-package.ts';
import { readPdf } from '../../readers/pdf.ts';
import { descendants } from '../../readers/xml.ts';
import { decoders, readCode } from './decoders.ts';
import { blankDocument, issuedDocument, type Press, startPress, verification } from './issued.ts';

const forms = ['industrial-certificate', 'end-user-certificate', 'domestic-producers-registry'];
const officeFormats = ['docx', 'xlsx'] as const;
const allFormats = ['pdf', 'docx', 'xlsx', 'html'] as const;

let press: Press;
beforeAll(async () => {
  press = await startPress();
});
afterAll(() => press.close());

/** The pictures of codes in an office file; the one of a signature line is a single pixel. */
async function pictures(document: OfficialDocument, format: (typeof officeFormats)[number]): Promise<Uint8Array[]> {
  const archive = await JSZip.loadAsync(await press.render(document, format));
  const files = archive.file(/\/media\/[^/]+\.png$/u);
  const found = await Promise.all(files.map((file) => file.async('uint8array')));
  return found.filter((png) => readPng(png).width > 1);
}

/** The codes on every page of the PDF. */
async function codesOfPages(document: OfficialDocument): Promise<(string | null)[]> {
  const file = await readPdf(await press.render(document, 'pdf'));
  try {
    return await Promise.all(file.pages.map(async (page) => (await readCode(page.draw(150)))?.text ?? null));
  } finally {
    file.close();
  }
}

describe.each(forms)('%s', (form) => {
  it.each(officeFormats)('has one picture of the code as %s, which every decoder reads', async (format) => {
    const found = await pictures(issuedDocument(form), format);
    expect(found).toHaveLength(1);
    const [png = new Uint8Array()] = found;
    for (const decode of Object.values(decoders)) expect(await decode(readPng(png))).toEqual([verification.url]);
  });

  it('has it on the first page of the PDF only', async () => {
    const [first, ...others] = await codesOfPages(issuedDocument(form));
    expect(first).toBe(verification.url);
    expect(others.filter((code) => code !== null)).toEqual([]);
  });
});

describe('a bilingual edition', () => {
  it('has one code, in the language that is printed first', async () => {
    const document = issuedDocument('industrial-certificate', ['kk', 'ru']);
    const [first, ...others] = await codesOfPages(document);
    expect([first, ...others.filter((code) => code !== null)]).toEqual([verification.url]);
    const docx = await openPackage(await press.render(document, 'docx'));
    expect(descendants(docx.part('word/document.xml'), 'w:drawing')).toHaveLength(1);
    const xlsx = await openPackage(await press.render(document, 'xlsx'));
    expect(xlsx.paths.filter((path) => /^xl\/drawings\/[^/]+\.xml$/u.test(path))).toEqual(['xl/drawings/drawing1.xml']);
  });
});

describe('words for those who do not see the code', () => {
  const words = '№ 025600417, K7QX4-9M2TD';

  it('stand with the picture in every medium', async () => {
    const document = issuedDocument('industrial-certificate');
    const html = Buffer.from(await press.render(document, 'html')).toString();
    expect(html).toContain(`<img alt="${words}"`);
    const docx = await openPackage(await press.render(document, 'docx'));
    const [inText] = descendants(docx.part('word/document.xml'), 'wp:docPr');
    expect(inText?.attributes['descr']).toBe(words);
    const xlsx = await openPackage(await press.render(document, 'xlsx'));
    const [onSheet] = descendants(xlsx.part('xl/drawings/drawing1.xml'), 'xdr:cNvPr');
    expect(onSheet?.attributes['descr']).toBe(words);
  });

  it('stand beneath it too', async () => {
    const document = issuedDocument('end-user-certificate');
    const file = await readPdf(await press.render(document, 'pdf'));
    const text = file.pages[0]?.text ?? '';
    file.close();
    expect(text).toMatch(/№ 025600417\s+K7QX4-9M2TD/u);
  });
});

describe('files', () => {
  it.each(allFormats)('as %s are the same every time', async (format) => {
    const document = issuedDocument('industrial-certificate');
    const [once, again] = [await press.render(document, format), await press.render(document, format)];
    expect(Buffer.from(once).equals(again)).toBe(true);
  });

  it.each(allFormats)('as %s show nothing of the place in a document that is not issued', async (format) => {
    const blank = blankDocument('industrial-certificate');
    const without = {
      ...blank,
      versions: blank.versions.map((version) => ({
        ...version,
        blocks: version.blocks.filter(({ kind }) => kind !== 'verification'),
      })),
    };
    expect(without).not.toEqual(blank);
    const [withPlace, withoutPlace] = await Promise.all(
      [blank, without].map((document) => press.render(document, format, null)),
    );
    expect(Buffer.from(withPlace ?? []).equals(withoutPlace ?? Buffer.of(0))).toBe(true);
  });
});

describe('a code is refused', () => {
  it.each([
    ['a blank', blankDocument('industrial-certificate')],
    ['a draft', { ...issuedDocument('industrial-certificate'), watermark: 'ПРОЕКТ' }],
  ])('to %s', async (_, document) => {
    await expect(press.render(document, 'docx')).rejects.toThrow(UnissuedDocumentError);
  });

  it('whose address is not in capitals', async () => {
    const lower = { ...verification, url: verification.url.toLowerCase() };
    const document = issuedDocument('industrial-certificate');
    await expect(press.render(document, 'pdf', lower)).rejects.toThrow(QrTextError);
  });
});
