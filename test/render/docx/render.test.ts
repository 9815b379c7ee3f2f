import JSZip from 'jszip';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { type DocxOptions, EmptyDocumentError, renderDocx } from '../../../src/render/docx/render.ts';
import { documentWords, words } from './document-words.ts';
import { certificate, kazakhCertificate } from './fixtures/certificate.ts';
import { contract } from './fixtures/contract.ts';
import { register } from './fixtures/register.ts';
import { cell, field, official, paragraph, row, table, text as plainText, version } from './fixtures/vocabulary.ts';
import { all, openDocx, own, part, printedParagraphs, text, textOf, value, type XmlNode } from './opened.ts';

const options: DocxOptions = { createdAt: new Date('2026-11-20T10:20:30Z') };

async function opened(document: OfficialDocument, more: Partial<DocxOptions> = {}) {
  return openDocx(await renderDocx(document, { ...options, ...more }));
}

async function body(document: OfficialDocument): Promise<XmlNode> {
  return part(await opened(document), 'word/document.xml');
}

function paragraphWith(root: XmlNode, fragment: string): XmlNode {
  const found = all(root, 'w:p').find((each) => text(each).includes(fragment));
  if (found === undefined) throw new Error(`no paragraph with ${fragment}`);
  return found;
}

describe('the words of a document', () => {
  const documents = {
    certificate: certificate({ mode: 'blank' }),
    contract: contract(),
    register: register(30),
    'empty register': register(0),
  };

  it.each(Object.entries(documents))('come out in order: %s', async (_, document) => {
    expect(words(printedParagraphs(await opened(document)).join(' '))).toEqual(documentWords(document));
  });

  it('come out whatever they are', async () => {
    const said = '<w:p> & "кавычки" {default-bullet-numbering-0} {clause-1-stop-from-1-0} {{x}} ]]> Ә₸№ 😀';
    const document = official([version('kk', [paragraph(said)])], { watermark: '<"&>' });
    const parts = await opened(document, { footerText: '{default-bullet-numbering-0} & <b>' });
    expect(printedParagraphs(parts)[0]).toBe(said);
    expect(text(part(parts, 'word/footer1.xml'))).toContain('{default-bullet-numbering-0} & <b>');
    expect(all(part(parts, 'word/header1.xml'), 'v:textpath').at(-1)?.attributes['string']).toBe('<"&>');
  });
});

describe('numbering', () => {
  it('is computed by Word and equals the labels', async () => {
    const parts = await opened(contract());
    const numbered = all(part(parts, 'word/document.xml'), 'w:p').filter((each) => all(each, 'w:numPr').length > 0);
    expect(numbered).toHaveLength(24);
    const printed = printedParagraphs(parts);
    for (const start of ['9. Пункты', '10. ', '14. ', '3. Реквизиты', '2) оплатить', '1) паспорт', '2. условия']) {
      expect(printed.some((line) => line.startsWith(start))).toBe(true);
    }
  });

  it('puts a space after the number and indents its line like body text', async () => {
    const parts = await opened(contract());
    const levels = all(part(parts, 'word/numbering.xml'), 'w:lvl').filter(
      (level) => value(level, 'w:suff') === 'space',
    );
    expect(levels.length).toBeGreaterThan(3);
    expect(levels.map((level) => all(level, 'w:ind')[0]?.attributes['w:firstLine'])).toContain('709');
  });

  it('leaves other labels in the text', async () => {
    const printed = paragraphWith(await body(contract()), 'литерный');
    expect(text(printed)).toBe('а) литерный подпункт не нумеруется Word.');
    expect(all(printed, 'w:numPr')).toHaveLength(0);
  });
});

describe('tables', () => {
  it('repeat their head, have fixed columns and rows that do not split', async () => {
    const goods = all(await body(kazakhCertificate()), 'w:tbl')[0] ?? { name: '', attributes: {}, children: [] };
    const rows = own(goods, 'w:tr');
    expect(rows.map((each) => all(each, 'w:tblHeader').length)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(rows.every((each) => all(each, 'w:cantSplit').length === 1)).toBe(true);
    expect(all(goods, 'w:tblLayout')[0]?.attributes['w:type']).toBe('fixed');
    const widths = all(goods, 'w:gridCol').map((column) => Number(column.attributes['w:w']));
    expect(widths).toEqual([771, 4049, 1735, 1735, 1349]);
    expect(widths.reduce((sum, width) => sum + width)).toBe(11906 - 1417 - 850);
  });

  it('give every column of every row a cell', async () => {
    for (const document of [kazakhCertificate(), contract(), register(9)]) {
      for (const grid of all(await body(document), 'w:tbl')) {
        const columns = own(own(grid, 'w:tblGrid')[0] ?? grid, 'w:gridCol').length;
        for (const each of own(grid, 'w:tr')) {
          const spans = own(each, 'w:tc').map((one) => Number(value(own(one, 'w:tcPr')[0] ?? one, 'w:gridSpan') ?? 1));
          expect(spans.reduce((sum, span) => sum + span, 0)).toBe(columns);
        }
      }
    }
  });

  it('merge the rows of a span', async () => {
    const beginning = all(await body(register(1)), 'w:tbl')[0];
    const merges = own(beginning ?? (await body(register(1))), 'w:tr')
      .slice(3)
      .map((each) => own(each, 'w:tc').map((one) => value(one, 'w:vMerge') ?? '-'));
    expect(merges).toEqual([
      ['restart', 'restart', 'restart', '-', '-', '-'],
      ['continue', 'continue', 'continue', '-', '-', '-'],
    ]);
  });

  it('have rules only where they are a grid', async () => {
    const [place, , requisites] = all(await body(contract()), 'w:tbl').map((each) => own(each, 'w:tblPr')[0]);
    const borders = (properties: XmlNode | undefined) =>
      all(properties ?? { name: '', attributes: {}, children: [] }, 'w:insideV').map(
        (rule) => rule.attributes['w:val'],
      );
    expect(borders(place)).toEqual(['none']);
    expect(borders(requisites)).toEqual(['single']);
  });

  it('split a row with a very long text', async () => {
    const split = (length: number) =>
      body(official([version('ru', [table([1], [], [row([cell('я'.repeat(length))])])])])).then(
        (root) => all(root, 'w:cantSplit').length === 0,
      );
    expect([await split(1500), await split(1501)]).toEqual([false, true]);
  });

  it('set nine columns smaller than eight', async () => {
    const style = async (count: number) => {
      const cells = Array.from({ length: count }, () => cell('x'));
      const widths = cells.map(() => 1 / count);
      return value(await body(official([version('ru', [table(widths, [], [row(cells)])])])), 'w:pStyle');
    };
    expect([await style(8), await style(9)]).toEqual(['TableText', 'TableTextDense']);
  });

  it('print a banded table part by part under its label', async () => {
    const root = await body(register(30));
    const labels = all(root, 'w:p').filter((each) => value(each, 'w:pStyle') === 'BandLabel');
    expect(labels.map(text)).toEqual(Array.from({ length: 4 }, () => ['кестенің басы', 'кестенің жалғасы']).flat());
    expect(all(root, 'w:tbl').every((each) => all(each, 'w:tblHeader').length >= 2)).toBe(true);
  });

  it('never touch each other and are never the last thing', async () => {
    for (const document of [contract(), register(10), certificate()]) {
      const root = await body(document);
      for (const holder of [...all(root, 'w:body'), ...all(root, 'w:tc')]) {
        const names = holder.children.flatMap((child) => (typeof child === 'string' ? [] : [child.name]));
        const content = names.filter((name) => name === 'w:p' || name === 'w:tbl');
        expect(content.at(-1)).toBe('w:p');
        expect(content.some((name, index) => name === 'w:tbl' && content[index + 1] === 'w:tbl')).toBe(false);
      }
    }
  });
});

describe('pages', () => {
  it('are upright A4 with the margins of documents, or lie on their side', async () => {
    const size = async (document: OfficialDocument) => {
      const root = await body(document);
      return [all(root, 'w:pgSz')[0]?.attributes, all(root, 'w:pgMar')[0]?.attributes];
    };
    expect(await size(contract())).toMatchObject([
      { 'w:w': '11906', 'w:h': '16838', 'w:orient': 'portrait' },
      { 'w:top': '1134', 'w:right': '850', 'w:bottom': '1134', 'w:left': '1417' },
    ]);
    expect(await size(register(1))).toMatchObject([
      { 'w:w': '16838', 'w:h': '11906', 'w:orient': 'landscape' },
      { 'w:top': '850', 'w:right': '850', 'w:bottom': '850', 'w:left': '1134' },
    ]);
  });

  it('begin anew for every language and every part on a new page', async () => {
    const sections = async (document: OfficialDocument) =>
      all(await body(document), 'w:sectPr').map((each) => value(each, 'w:type'));
    expect(await sections(certificate())).toEqual(['nextPage', 'nextPage']);
    expect(await sections(contract())).toEqual(['nextPage', 'nextPage']);
    expect(await sections(kazakhCertificate())).toEqual(['nextPage']);
  });

  it('count themselves in the foot', async () => {
    const parts = await opened(contract(), { footerText: 'код ABCD' });
    const foot = part(parts, 'word/footer1.xml');
    expect(all(foot, 'w:instrText').map(textOf)).toEqual(['PAGE', 'NUMPAGES']);
    expect(all(foot, 'w:p').map(text)).toEqual(['код ABCD', ' / ']);
  });

  it('carry a watermark only when asked', async () => {
    const parts = await opened(contract({ watermark: 'ПРОЕКТ' }));
    const header = part(parts, 'word/header1.xml');
    expect(all(header, 'v:textpath').at(-1)?.attributes['string']).toBe('ПРОЕКТ');
    expect(all(part(parts, 'word/document.xml'), 'w:headerReference')).toHaveLength(1);
    expect([...(await opened(contract())).keys()].filter((path) => path.includes('header'))).toEqual([]);
  });
});

describe('languages', () => {
  it('are those of the versions', async () => {
    const parts = await opened(certificate());
    expect(
      value(all(part(parts, 'word/styles.xml'), 'w:docDefaults')[0] ?? part(parts, 'word/styles.xml'), 'w:lang'),
    ).toBe('kk-KZ');
    const root = part(parts, 'word/document.xml');
    const russian = all(root, 'w:r').filter((run) => value(run, 'w:lang') === 'ru-RU');
    expect(russian.map(text).join('')).toContain('Индустриальный СЕРТИФИКАТ');
    expect(russian.map(text).join('')).not.toContain('Өнеркәсіптік');
  });
});

describe('blocks', () => {
  it('hold a signature together with the text before it', async () => {
    const root = await body(kazakhCertificate());
    expect(all(paragraphWith(root, 'Кесте қағидалардың'), 'w:keepNext')).toHaveLength(1);
    const signature = all(root, 'w:tbl').at(-1) ?? root;
    expect(all(signature, 'w:p').every((each) => all(each, 'w:keepNext').length === 1)).toBe(true);
    expect(all(signature, 'w:cantSplit')).toHaveLength(1);
    expect(all(signature, 'w:pBdr')).toHaveLength(2);
    expect(text(signature)).toBe('Басшы(қолы)Ә. Ғ. Құрманғалиева(тегі, аты, әкесінің аты (бар болса))');
  });

  it('keep headings with what follows, by their style', async () => {
    const parts = await opened(contract());
    const style = own(part(parts, 'word/styles.xml'), 'w:style').find(
      (each) => each.attributes['w:styleId'] === 'Heading1',
    );
    expect(all(style ?? part(parts, 'word/styles.xml'), 'w:keepNext')).toHaveLength(1);
    expect(value(paragraphWith(part(parts, 'word/document.xml'), 'ДОГОВОР'), 'w:pStyle')).toBe('Heading1');
  });

  it('use styles that the file defines', async () => {
    for (const document of [certificate(), contract(), register(3)]) {
      const parts = await opened(document);
      const defined = all(part(parts, 'word/styles.xml'), 'w:style').map((each) => each.attributes['w:styleId']);
      const root = part(parts, 'word/document.xml');
      const used = [...all(root, 'w:pStyle'), ...all(root, 'w:rStyle')].map((each) => each.attributes['w:val']);
      expect(used.filter((style) => !defined.includes(style))).toEqual([]);
    }
  });

  it('draw check boxes as controls with their character', async () => {
    const boxes = all(await body(kazakhCertificate()), 'w:sdt').filter((control) => value2010(control) !== undefined);
    expect(boxes.map((box) => [value2010(box), text(box)])).toEqual([
      ['1', '☒'],
      ['0', '☐'],
    ]);
  });

  it('draw a blank to the end of the line as a leader', async () => {
    const producer = paragraphWith(await body(kazakhCertificate()), 'Тауар өндіруші');
    expect(all(producer, 'w:tabs')[0]?.children).toMatchObject([
      { name: 'w:tab', attributes: { 'w:val': 'right', 'w:pos': '9639', 'w:leader': 'underscore' } },
    ]);
  });

  it('do not justify a line with a long blank', async () => {
    const alignment = async (size: 'short' | 'medium') => {
      const line = paragraph([plainText('сумма '), field('sum', '', { size }), plainText(' тенге')]);
      return value(await body(official([version('ru', [line])])), 'w:jc');
    };
    expect([await alignment('short'), await alignment('medium')]).toEqual([undefined, 'left']);
  });

  it('print the logo, or its placeholder in a blank', async () => {
    const png = PNG.sync.write(new PNG({ width: 2, height: 1 }));
    const logo = { png, width: 25.4, height: 12.7 };
    const printed = await opened(kazakhCertificate(), { logo });
    expect(all(part(printed, 'word/document.xml'), 'wp:extent')[0]?.attributes).toEqual({ cx: '914400', cy: '457200' });
    expect(text(part(printed, 'word/document.xml'))).not.toContain('(логотип)');
    const blank = part(await opened(kazakhCertificate({ mode: 'blank' }), { logo }), 'word/document.xml');
    expect(text(blank)).toContain('(логотип)');
    expect(text(await body(kazakhCertificate()))).not.toContain('(логотип)');
  });
});

describe('the file', () => {
  it('has the properties of the first version and the given time', async () => {
    const core = part(await opened(certificate()), 'docProps/core.xml');
    const said = (name: string) => all(core, name).map(textOf);
    expect(said('dc:title')).toEqual(['Сертификат <үлгі> & "нысан"']);
    expect(said('dc:subject')).toEqual(['Өнеркәсіптік сертификаттау қағидалары']);
    expect([...said('dc:creator'), ...said('cp:lastModifiedBy')]).toEqual(['Өнеркәсіп комитеті', 'Өнеркәсіп комитеті']);
    expect([...said('dcterms:created'), ...said('dcterms:modified')]).toEqual([
      '2026-11-20T10:20:30Z',
      '2026-11-20T10:20:30Z',
    ]);
  });

  it('has the same bytes every time', async () => {
    const png = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    const more = { ...options, logo: { png, width: 20, height: 20 } };
    for (const document of [certificate({ watermark: 'ЖОБА' }), contract(), register(10)]) {
      const first = await renderDocx(document, more);
      // A document in between moves every counter that lives longer than a document.
      await renderDocx(certificate({ watermark: 'ПРОЕКТ' }), more);
      expect(Buffer.compare(first, await renderDocx(document, more))).toBe(0);
    }
  });

  it('begins with its content types', async () => {
    const archive = await JSZip.loadAsync(await renderDocx(contract(), options));
    expect(Object.keys(archive.files)[0]).toBe('[Content_Types].xml');
  });

  it('takes nothing over from a document made before it', async () => {
    const facts = async (document: OfficialDocument, more: Partial<DocxOptions> = {}) => {
      const parts = await opened(document, more);
      const header = parts.get('word/header1.xml');
      return {
        watermark: header === undefined ? null : all(header, 'v:textpath').at(-1)?.attributes['string'],
        foot: text(part(parts, 'word/footer1.xml')),
        title: textOf(all(part(parts, 'docProps/core.xml'), 'dc:title')[0] ?? part(parts, 'docProps/core.xml')),
        language: all(part(parts, 'word/styles.xml'), 'w:lang')[0]?.attributes['w:val'],
        lists: all(part(parts, 'word/numbering.xml'), 'w:num').length > 1,
      };
    };
    const named = (language: 'kk' | 'ru', title: string, look: Partial<OfficialDocument> = {}) =>
      official([{ ...version(language, [paragraph('а')]), title }], look);
    const [numbered] = contract().versions;
    const plain = { watermark: null, foot: ' / ', title: 'бір', language: 'kk-KZ', lists: false };
    expect(await facts(named('kk', 'бір'))).toEqual(plain);
    expect(await facts(named('kk', 'бір', { watermark: 'ЖОБА' }))).toEqual({ ...plain, watermark: 'ЖОБА' });
    expect(await facts(named('kk', 'бір', { watermark: 'ПРОЕКТ' }))).toEqual({ ...plain, watermark: 'ПРОЕКТ' });
    expect(await facts(named('ru', 'два'), { footerText: '№ 1' })).toEqual({
      ...plain,
      foot: '№ 1 / ',
      title: 'два',
      language: 'ru-RU',
    });
    expect(numbered && (await facts(official([{ ...numbered, title: 'три' }]))).lists).toBe(true);
    expect(await facts(named('kk', 'бір'))).toEqual(plain);
  });

  it('refuses a document without a language version', async () => {
    await expect(renderDocx(official([]), options)).rejects.toThrow(EmptyDocumentError);
  });

  it('prints a version without blocks as an empty page', async () => {
    expect(printedParagraphs(await opened(official([version('ru', [])])))).toEqual(['']);
  });

  it('keeps bold and italic words apart', async () => {
    const root = await body(official([version('ru', [paragraph([plainText('а', { bold: true }), plainText('б')])])]));
    expect(all(root, 'w:r').map((run) => [text(run), all(run, 'w:b').length])).toEqual([
      ['а', 1],
      ['б', 0],
    ]);
  });
});

function value2010(box: XmlNode): string | undefined {
  return all(box, 'w14:checked')[0]?.attributes['w14:val'];
}
