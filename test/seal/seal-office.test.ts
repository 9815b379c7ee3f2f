import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { UnexpectedArchiveError } from '../../src/render/docx/zip-times.ts';
import { AlreadySealedError } from '../../src/seal/already-sealed.ts';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { InvalidRecordError } from '../../src/seal/invalid-record.ts';
import { sealDocx, sealXlsx } from '../../src/seal/office/seal-office.ts';
import { openPackage } from '../readers/office-package.ts';
import { elements, textIn } from '../readers/xml.ts';
import { createdAt, type Rendered, renderDocuments } from './documents.ts';

const media = [
  { format: 'docx', seal: sealDocx, main: 'word/document.xml', list: 'word/_rels/document.xml.rels' },
  { format: 'xlsx', seal: sealXlsx, main: 'xl/workbook.xml', list: 'xl/_rels/workbook.xml.rels' },
] as const;
const contentTypes = '[Content_Types].xml';
const newParts = ['customXml/item1.xml', 'customXml/itemProps1.xml', 'customXml/_rels/item1.xml.rels'];

let rendered: Rendered;

beforeAll(async () => {
  const [first] = await renderDocuments([{ form: 'industrial-certificate', languages: ['kk', 'ru'] }]);
  if (first === undefined) throw new Error('a document is needed');
  rendered = first;
});

async function entriesOf(archive: Uint8Array): Promise<Map<string, { content: string; date: string }>> {
  const { files } = await JSZip.loadAsync(archive, { checkCRC32: true });
  return new Map(
    await Promise.all(
      Object.values(files).map(
        async (entry) =>
          [entry.name, { content: await entry.async('base64'), date: entry.date.toISOString() }] as const,
      ),
    ),
  );
}

describe.each(media)('a sealed $format', ({ format, seal, main, list }) => {
  const sealed = () => seal(rendered.files[format], rendered.record, { createdAt });

  it('keeps every entry but the two lists, in its order', async () => {
    const [before, after] = [await entriesOf(rendered.files[format]), await entriesOf(sealed())];
    expect([...after.keys()]).toEqual([...before.keys(), ...newParts]);
    const changed = [...before].filter(([name, { content }]) => after.get(name)?.content !== content);
    expect(changed.map(([name]) => name).sort()).toEqual([contentTypes, list].sort());
    for (const name of [...newParts, contentTypes, list]) {
      expect(after.get(name)?.date).toBe('2026-11-20T08:30:00.000Z');
    }
  });

  it('keeps the packed bytes of its entries', () => {
    const archive = Buffer.from(sealed());
    const original = Buffer.from(rendered.files[format]);
    const name = Buffer.from(main);
    const start = original.indexOf(name) - 30;
    const ends = ['PK\u0003\u0004', 'PK\u0001\u0002'].map((next) => original.indexOf(next, start + 4, 'latin1'));
    const end = Math.min(...ends.filter((found) => found > 0));
    expect(end - start).toBeGreaterThan(500);
    expect(archive.includes(original.subarray(start, end))).toBe(true);
  });

  it('leads from its main part to the record', async () => {
    const opened = await openPackage(sealed());
    const relationship = elements(opened.part(list)).find(({ attributes }) => attributes.Id === 'nysanRecord');
    expect(relationship?.attributes).toMatchObject({
      Type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml',
      Target: '../customXml/item1.xml',
    });
    const part = opened.part('customXml/item1.xml');
    expect(part.attributes.xmlns).toBe('urn:nysan:payload-1');
    expect(textIn(part)).toBe(Buffer.from(recordBytes(rendered.record)).toString());
    expect(opened.related('customXml/item1.xml').get('rId1')).toBe('customXml/itemProps1.xml');
    const types = elements(opened.part(contentTypes)).map(({ attributes }) => attributes);
    expect(types).toContainEqual({
      PartName: '/customXml/itemProps1.xml',
      ContentType: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
    });
    expect(types).toContainEqual({ Extension: 'xml', ContentType: 'application/xml' });
  });

  it('holds texts that mean something in XML', async () => {
    const data = { note: ']]> &amp; <b>"Сүт"</b> \u0001\r\n' };
    const opened = await openPackage(seal(rendered.files[format], { ...rendered.record, data }, { createdAt }));
    expect(JSON.parse(textIn(opened.part('customXml/item1.xml')))).toMatchObject({ data });
  });

  it('takes the next number where the file has custom parts of its own', async () => {
    const zip = await JSZip.loadAsync(rendered.files[format]);
    zip.file('customXml/item1.xml', '<other/>');
    const opened = await openPackage(
      seal(await zip.generateAsync({ type: 'uint8array' }), rendered.record, { createdAt }),
    );
    expect(opened.part('customXml/item1.xml').name).toBe('other');
    expect(opened.part('customXml/item2.xml').name).toBe('payload');
  });

  it('is the same file every time', () => {
    expect(Buffer.compare(sealed(), sealed())).toBe(0);
  });

  it('is sealed once, with a record that can be read', () => {
    expect(() => seal(sealed(), rendered.record, { createdAt })).toThrow(AlreadySealedError);
    const wrong = { ...rendered.record, code: 'SHORT' };
    expect(() => seal(rendered.files[format], wrong, { createdAt })).toThrow(InvalidRecordError);
    // Each takes five bytes in XML, and more memory than that to read.
    const ampersands = { ...rendered.record, data: { text: '&'.repeat(400_000) } };
    expect(() => seal(rendered.files[format], ampersands, { createdAt })).toThrow(InvalidRecordError);
  });

  it('is made of files of its own kind only', () => {
    const other = format === 'docx' ? 'xlsx' : 'docx';
    expect(() => seal(rendered.files[other], rendered.record, { createdAt })).toThrow(UnexpectedArchiveError);
    expect(() => seal(rendered.files.pdf, rendered.record, { createdAt })).toThrow(UnexpectedArchiveError);
    expect(() => seal(new Uint8Array(5), rendered.record, { createdAt })).toThrow(UnexpectedArchiveError);
  });
});
