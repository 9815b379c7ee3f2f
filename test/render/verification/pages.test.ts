import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { cssString } from '../../../src/render/html/css-string.ts';
import type { Verification } from '../../../src/trust/verification.ts';
import { openPackage } from '../../readers/office-package.ts';
import { readPdf } from '../../readers/pdf.ts';
import { descendants, textIn } from '../../readers/xml.ts';
import { decoders } from './decoders.ts';
import { issuedDocument, type Press, startPress, verification } from './issued.ts';

/** Numbers that would leave a string of a stylesheet, an element, a footer code or a placeholder of a library. */
const hostileNumbers = [
  `"; } } body { display: none } @page { @bottom-left { content: "`,
  String.raw`\"\a\\22 } * { color: red`,
  '</style><script>alert(1)</script><style>',
  `'/*{default-bullet-numbering-0}*/`,
  '&P&"Arial"&24 &N && &L',
  '1&2&&3',
  'ЖШС №1/2026-ӘҒҚҢӨҰҮҺІ',
  '0'.repeat(60),
];

let press: Press;
beforeAll(async () => {
  press = await startPress();
});
afterAll(() => press.close());

interface PdfPages {
  readonly texts: readonly string[];
  readonly feet: readonly string[];
}

async function pagesOf(document: OfficialDocument, given: Verification = verification): Promise<PdfPages> {
  const file = await readPdf(await press.render(document, 'pdf', given));
  try {
    return { texts: file.pages.map(({ text }) => text), feet: file.pages.map(({ margin }) => flat(margin)) };
  } finally {
    file.close();
  }
}

/** Without spaces, at which a line may be broken. */
function flat(text: string): string {
  return text.replace(/\s+/gu, '');
}

function footOf({ number, shortCode }: Verification): string {
  return flat(`№ ${number} · ${shortCode}`);
}

describe('the foot of every page', () => {
  it('says number, short code, page and pages as PDF', async () => {
    const { feet } = await pagesOf(issuedDocument('industrial-certificate'));
    expect(feet).toHaveLength(3);
    feet.forEach((foot, index) => {
      expect(foot).toContain(footOf(verification));
      expect(foot.replace(footOf(verification), '')).toBe(`${index + 1}/3`);
    });
  });

  it('says it on landscape pages and in a bilingual edition', async () => {
    for (const document of [
      issuedDocument('domestic-producers-registry'),
      issuedDocument('industrial-certificate', ['kk', 'ru']),
    ]) {
      const { feet } = await pagesOf(document);
      expect(feet.length).toBeGreaterThan(1);
      expect(feet.map((foot) => foot.replace(footOf(verification), ''))).toEqual(
        feet.map((_, index) => `${index + 1}/${feet.length}`),
      );
    }
  });

  it('is gone from the next document that is printed on the same page', async () => {
    const document = issuedDocument('industrial-certificate');
    await press.render(document, 'pdf');
    const file = await readPdf(await press.render(document, 'pdf', null));
    expect(file.pages.map(({ margin }) => flat(margin))).toEqual(['1/3', '2/3', '3/3']);
    file.close();
  });

  it.each(hostileNumbers)('says %j as it is', async (number) => {
    const given = { ...verification, number };
    const document = issuedDocument('industrial-certificate');
    const { texts, feet } = await pagesOf(document, given);
    const plain = await pagesOf(document);
    feet.forEach((foot, index) => {
      expect(foot.replace(footOf(given), '')).toBe(`${index + 1}/3`);
    });
    const said = (pages: PdfPages, words: string) => flat(pages.texts.join('')).replace(flat(words), '');
    expect(said({ texts, feet }, `№ ${number}`)).toBe(said(plain, `№ ${verification.number}`));

    const docx = await openPackage(await press.render(document, 'docx', given));
    expect(textIn(docx.part('word/footer1.xml'))).toContain(`№ ${number} · ${given.shortCode}`);

    const xlsx = await openPackage(await press.render(document, 'xlsx', given));
    const doubled = `№ ${number} · ${given.shortCode}`.replaceAll('&', '&&');
    for (const sheet of xlsx.paths.filter((path) => path.startsWith('xl/worksheets/sheet'))) {
      const [foot] = descendants(xlsx.part(sheet), 'oddFooter');
      expect(textIn(foot ?? xlsx.part(sheet))).toBe(
        `&L&"Times New Roman,Regular"&8 ${doubled}&R&"Times New Roman,Regular"&9&P / &N`,
      );
    }
  });
});

describe('a string of a stylesheet', () => {
  it.each(hostileNumbers)('is letters, digits and escapes for %j', (number) => {
    expect(cssString(number)).toMatch(/^"(?:[\p{L}\p{Nd}]|\\[0-9a-f]{1,6} )*"$/u);
  });

  it('keeps characters beyond the basic plane whole', () => {
    expect(cssString('a"\u{1F600}1')).toBe('"a\\22 \\1f600 1"');
  });
});

describe('the first page', () => {
  const address = '100019, Карагандинская область, город Караганда, улица Строителей, дом 24, офис 3; ';

  it.each([
    [100, 'below item 13'],
    [200, 'below item 13'],
    [300, 'beside the stamp'],
    [400, 'beside the stamp'],
    [500, 'beside the stamp'],
  ])('has the code, whole, where addresses have %i characters: %s', async (length, expected) => {
    const long = address.repeat(6).slice(0, length);
    const document = issuedDocument('industrial-certificate', ['ru'], {
      legalAddress: long,
      actualAddress: long,
      productionAddress: long,
    });
    const file = await readPdf(await press.render(document, 'pdf'));
    const [first] = file.pages;
    if (first === undefined) throw new Error('the file has no page');
    expect(await decoders['zxing']?.(first.draw(150))).toEqual([verification.url]);
    const code = first.text.indexOf(verification.shortCode);
    expect(code).toBeGreaterThanOrEqual(0);
    expect(first.text.indexOf('№ 110600417') < code ? 'below item 13' : 'beside the stamp').toBe(expected);
    file.close();
  });
});
