import { createHash } from 'node:crypto';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, PdfString } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { AlreadySealedError } from '../../src/seal/already-sealed.ts';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { InvalidRecordError } from '../../src/seal/invalid-record.ts';
import { sealPdf } from '../../src/seal/pdf/seal-pdf.ts';
import { srgbProfile } from '../../src/seal/pdf/srgb-profile.ts';
import { readPdf } from '../readers/pdf.ts';
import { descendants, readXml, textIn } from '../readers/xml.ts';
import { textOf } from '../render/pdf/support.ts';
import { createdAt, type Rendered, renderDocuments } from './documents.ts';
import { attachmentsOf } from './pdf-attachments.ts';

let certificate: Rendered;
let agreement: Rendered;
let sealed: Uint8Array;
let file: PDF;

beforeAll(async () => {
  const rendered = await renderDocuments([
    { form: 'industrial-certificate', languages: ['kk', 'ru'] },
    { form: 'productivity-reimbursement-agreement', languages: ['ru'] },
  ]);
  const [first, second] = rendered;
  if (!first || !second) throw new Error('two documents are needed');
  [certificate, agreement] = [first, second];
  sealed = await seal(certificate);
  file = await PDF.load(sealed);
});

function seal({ files, record, titles }: Rendered): Promise<Uint8Array> {
  return sealPdf(files.pdf, record, { createdAt, titles });
}

/** What a path of keys and places leads to in a file. */
function at(path: readonly (string | number)[]): unknown {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  return path.reduce<unknown>((value, step) => {
    const next: unknown =
      typeof step === 'string' && value instanceof PdfDict
        ? value.get(step)
        : typeof step === 'number' && value instanceof PdfArray
          ? value.at(step)
          : undefined;
    return next instanceof PdfRef ? resolve(next) : next;
  }, file.getCatalog());
}

/** Names, texts and numbers as they read; undefined for what is not there. */
function textAt(...path: readonly (string | number)[]): string | number | undefined {
  const value = at(path);
  if (value instanceof PdfString) return value.asString();
  return value instanceof PdfName || value instanceof PdfNumber ? value.value : undefined;
}

function contentAt(...path: readonly (string | number)[]): Buffer {
  const stream = at(path);
  if (!(stream instanceof PdfStream)) throw new Error(`no stream at ${path.join('/')}`);
  return Buffer.from(stream.getDecodedData());
}

describe('a sealed PDF', () => {
  it('begins with the file as it was, byte for byte', () => {
    const { pdf } = certificate.files;
    expect(Buffer.compare(sealed.subarray(0, pdf.length), pdf)).toBe(0);
    expect(sealed.length - pdf.length).toBeLessThan(12_000);
    expect(file.warnings).toEqual([]);
    expect(file.recoveredViaBruteForce).toBe(false);
  });

  it('shows the record as its only attachment', async () => {
    const [attachment, ...others] = await attachmentsOf(sealed);
    expect(others).toEqual([]);
    expect(attachment?.name).toBe('payload.json');
    expect(Buffer.compare(attachment?.content ?? Buffer.alloc(0), recordBytes(certificate.record))).toBe(0);
  });

  it('names the record as the source that it was made from, with size, time and checksum', () => {
    const payload = recordBytes(certificate.record);
    expect(textAt('AF', 0, 'Type')).toBe('Filespec');
    expect(textAt('AF', 0, 'AFRelationship')).toBe('Source');
    expect(textAt('AF', 0, 'UF')).toBe('payload.json');
    expect(textAt('AF', 0, 'EF', 'F', 'Type')).toBe('EmbeddedFile');
    expect(textAt('AF', 0, 'EF', 'F', 'Subtype')).toBe('application/json');
    expect(textAt('AF', 0, 'EF', 'F', 'Params', 'Size')).toBe(payload.length);
    expect(textAt('AF', 0, 'EF', 'F', 'Params', 'ModDate')).toBe('D:20261120083000Z');
    const checksum = at(['AF', 0, 'EF', 'F', 'Params', 'CheckSum']);
    expect(checksum).toMatchObject({ bytes: Uint8Array.from(createHash('md5').update(payload).digest()) });
    expect(at(['Names', 'EmbeddedFiles', 'Names', 1])).toBe(at(['AF', 0]));
  });

  it('keeps tags, bookmarks, text and description', async () => {
    for (const document of [certificate, agreement]) {
      const [before, after] = [await readPdf(document.files.pdf), await readPdf(await seal(document))];
      expect(after.tagged).toBe(true);
      for (const kept of ['title', 'author', 'subject', 'bookmarks'] as const)
        expect(after[kept]).toEqual(before[kept]);
      expect(after.pages).toHaveLength(before.pages.length);
      before.close();
      after.close();
      expect(await textOf(await seal(document))).toBe(await textOf(document.files.pdf));
    }
    const root = (pdf: PDF) => pdf.getCatalog().getRef('StructTreeRoot');
    expect(root(file)).toBeDefined();
    expect(root(file)).toEqual(root(await PDF.load(certificate.files.pdf)));
    const outlined = await readPdf(agreement.files.pdf);
    expect(outlined.bookmarks.length).toBeGreaterThan(0);
    outlined.close();
  });

  it('describes itself in XMP as in its information dictionary, and claims no conformance', () => {
    const packet = contentAt('Metadata').toString();
    expect(Buffer.from(sealed).includes('<?xpacket begin=')).toBe(true);
    const root = readXml(packet);
    const texts = (name: string) => descendants(root, name).map(textIn);
    const titles = descendants(root, 'dc:title').flatMap((title) => descendants(title, 'rdf:li'));
    expect(titles.map((title) => [title.attributes['xml:lang'], textIn(title)])).toEqual([
      ['x-default', file.getTitle()],
      ['kk', certificate.titles.kk],
      ['ru', certificate.titles.ru],
    ]);
    expect(texts('dc:creator')).toEqual([file.getAuthor()]);
    expect(texts('dc:description')).toEqual([file.getSubject()]);
    expect(texts('dc:language')).toEqual(['kkru']);
    expect(texts('pdf:Producer')).toEqual([file.getProducer()]);
    expect(texts('xmp:CreateDate')).toEqual(['2026-11-20T08:30:00Z']);
    expect(file.getCreationDate()).toEqual(createdAt);
    const { form, number, code } = certificate.record;
    expect([texts('nysan:form'), texts('nysan:number'), texts('nysan:code')]).toEqual([[form], [number], [code]]);
    expect(packet).not.toContain('pdfaid');
  });

  it('escapes what has a meaning in XML', async () => {
    const number = '<№ & "7">';
    const other = await PDF.load(
      await sealPdf(
        certificate.files.pdf,
        { ...certificate.record, number },
        { createdAt, titles: { ru: 'А & Б < В' } },
      ),
    );
    const metadata = other.getCatalog().getRef('Metadata');
    const stream = metadata && other.getObject(metadata);
    const root = readXml(stream instanceof PdfStream ? Buffer.from(stream.getDecodedData()).toString() : '');
    expect(descendants(root, 'nysan:number').map(textIn)).toEqual([number]);
    expect(descendants(root, 'dc:title').map(textIn)).toEqual([`${file.getTitle() ?? ''}А & Б < В`]);
  });

  it('says that its colours are those of sRGB', () => {
    expect(textAt('OutputIntents', 0, 'S')).toBe('GTS_PDFA1');
    expect(textAt('OutputIntents', 0, 'DestOutputProfile', 'N')).toBe(3);
    expect(Buffer.compare(contentAt('OutputIntents', 0, 'DestOutputProfile'), srgbProfile())).toBe(0);
  });

  it('has an identifier of which the first half stays and the second tells the content', async () => {
    const identifier = async (pdf: Uint8Array) => {
      const halves = (await PDF.load(pdf)).context.info.trailer.getArray('ID')?.toArray() ?? [];
      return halves.map((half) => (half instanceof PdfString ? Buffer.from(half.bytes).toString('hex') : ''));
    };
    const before = await identifier(certificate.files.pdf);
    const after = await identifier(sealed);
    const other = await identifier(
      await sealPdf(certificate.files.pdf, { ...certificate.record, number: '2' }, { createdAt }),
    );
    expect(after).toHaveLength(2);
    expect([after[0], other[0]]).toEqual([before[0], before[0]]);
    expect(new Set([before[1], after[1], other[1]]).size).toBe(3);
  });

  it('is the same file every time, and leaves its arguments as they are', async () => {
    const copy = Buffer.from(certificate.files.pdf);
    expect(Buffer.compare(await seal(certificate), sealed)).toBe(0);
    expect(copy.equals(certificate.files.pdf)).toBe(true);
  });

  it('is sealed once, with a record that can be read', async () => {
    await expect(sealPdf(sealed, certificate.record, { createdAt })).rejects.toThrow(AlreadySealedError);
    const wrong = { ...certificate.record, code: 'SHORT' };
    await expect(sealPdf(certificate.files.pdf, wrong, { createdAt })).rejects.toThrow(InvalidRecordError);
  });
});
