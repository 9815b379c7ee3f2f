import { PDF, PdfDict, type PdfRef, PdfStream } from '@libpdf/core';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/seal/compare-records.ts';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { sealFile } from '../../src/seal/seal-file.ts';
import { type Rendered, renderDocuments, type SealedFormat, sealedFormats } from './documents.ts';

const reasons = ['not-a-document', 'no-record', 'too-large', 'damaged'];
const orders = [
  { form: 'industrial-certificate', languages: ['kk', 'ru'] },
  { form: 'expert-conclusion', languages: ['ru'] },
  { form: 'domestic-producers-registry', languages: ['kk'] },
] as const;

let documents: Rendered[];
let sealed: Record<SealedFormat, Uint8Array>;

beforeAll(async () => {
  documents = await renderDocuments(orders);
  const [first] = documents;
  if (first === undefined) throw new Error('a document is needed');
  sealed = { pdf: await seal(first, 'pdf'), docx: await seal(first, 'docx'), xlsx: await seal(first, 'xlsx') };
});

function seal({ files, record, titles }: Rendered, format: SealedFormat): Promise<Uint8Array> {
  return sealFile(format, files[format], record, titles);
}

describe.each(sealedFormats)('a sealed %s', (format) => {
  it('gives its record back', async () => {
    for (const document of documents) {
      expect(await readEmbedded(await seal(document, format))).toEqual({ kind: format, record: document.record });
      expect(await readEmbedded(document.files[format])).toEqual({ reason: 'no-record' });
    }
  });

  it('may stand anywhere in memory and stays as it is', async () => {
    const surrounded = new Uint8Array(sealed[format].length + 64).fill(0x20);
    surrounded.set(sealed[format], 32);
    const file = surrounded.subarray(32, 32 + sealed[format].length);
    expect(await readEmbedded(file)).toMatchObject({ kind: format });
    expect(Buffer.compare(file, sealed[format])).toBe(0);
  });

  it('is refused when it is cut off, wherever', async () => {
    const file = sealed[format];
    // Behind the last number of a PDF come six characters that no reader needs.
    const whole = file.length - 6;
    const lengths = Array.from({ length: 120 }, (_, index) => Math.floor((index * whole) / 120));
    for (const length of [...lengths, whole - 1]) {
      expect(reasons).toContain(reasonOf(await readEmbedded(file.subarray(0, length))));
    }
  });

  it('is read or refused when bytes are wrong, wherever', async () => {
    const random = randomNumbers(format.length * 7919);
    for (let trial = 0; trial < 300; trial += 1) {
      const file = Buffer.from(sealed[format]);
      for (let flips = 0; flips < 1 + (trial % 4) * 8; flips += 1) {
        // Half of them near the end, where the tables are.
        const from = flips % 2 === 0 ? 0 : Math.max(0, file.length - 4000);
        file[from + Math.floor(random() * (file.length - from))] = Math.floor(random() * 256);
      }
      const found = await readEmbedded(file);
      if ('record' in found) expect(recordBytes(found.record).length).toBeGreaterThan(0);
      else expect(reasons).toContain(found.reason);
    }
  });
});

describe('a PDF in the hands of others', () => {
  it('keeps its record through further revisions', async () => {
    const file = await PDF.load(sealed.pdf);
    file.setKeywords(['later']);
    const later = await file.save({ incremental: true });
    expect(later.length).toBeGreaterThan(sealed.pdf.length);
    expect(await readEmbedded(later)).toEqual(await readEmbedded(sealed.pdf));
  });

  it('keeps its record when it is written anew, with a table or with a stream for one', async () => {
    for (const useXRefStream of [false, true]) {
      const file = await PDF.load(sealed.pdf);
      file.setKeywords(['anew']);
      const anew = await file.save({ useXRefStream });
      expect(Buffer.from(anew).includes('/Type /XRef')).toBe(useXRefStream);
      expect(await readEmbedded(anew)).toEqual(await readEmbedded(sealed.pdf));
    }
  });

  it('shows a change of the record in its last revision', async () => {
    const [document] = documents;
    if (document === undefined) throw new Error('a document is needed');
    const changed = { ...document.record, number: 'ҚР-12/345 № 8' };
    const file = await PDF.load(sealed.pdf);
    embeddedFile(file).setData(recordBytes(changed));
    const found = await readEmbedded(await file.save({ incremental: true }));
    expect('record' in found && compareRecords(document.record, found.record)).toEqual(['/number']);
  });

  it('has none where its list of files was taken out', async () => {
    const file = await PDF.load(sealed.pdf);
    file.getCatalog().delete('AF');
    expect(await readEmbedded(await file.save({ incremental: true }))).toMatchObject({ kind: 'pdf' });
    file.getCatalog().delete('Names');
    expect(await readEmbedded(await file.save({ incremental: true }))).toEqual({ reason: 'no-record' });
  });
});

describe('an office file in the hands of others', () => {
  it.each(['docx', 'xlsx'] as const)('keeps its record in a %s that is packed anew', async (format) => {
    const zip = await JSZip.loadAsync(sealed[format]);
    for (const compression of ['STORE', 'DEFLATE'] as const) {
      const anew = await zip.generateAsync({ type: 'uint8array', compression, streamFiles: true });
      expect(await readEmbedded(anew)).toEqual(await readEmbedded(sealed[format]));
    }
  });

  it.each(['docx', 'xlsx'] as const)('shows a change of one character in a %s', async (format) => {
    const [document] = documents;
    if (document === undefined) throw new Error('a document is needed');
    const zip = await JSZip.loadAsync(sealed[format]);
    const part = (await zip.file('customXml/item1.xml')?.async('string')) ?? '';
    const start = part.indexOf('{');
    const end = part.lastIndexOf('}');
    const random = randomNumbers(end);
    for (let trial = 0; trial < 40; trial += 1) {
      const at = start + Math.floor(random() * (end - start + 1));
      const other = part[at] === '0' ? '1' : '0';
      zip.file('customXml/item1.xml', part.slice(0, at) + other + part.slice(at + 1));
      const found = await readEmbedded(await zip.generateAsync({ type: 'uint8array' }));
      if ('record' in found) expect(compareRecords(document.record, found.record)).not.toEqual([]);
      else expect(found).toEqual({ reason: 'damaged' });
    }
  });
});

it('leaves a page in HTML as it is', async () => {
  const [document] = documents;
  if (document === undefined) throw new Error('a document is needed');
  const page = Buffer.from('<!doctype html>');
  expect(await sealFile('html', page, document.record)).toBe(page);
  expect(await readEmbedded(page)).toEqual({ reason: 'not-a-document' });
});

function reasonOf(found: Awaited<ReturnType<typeof readEmbedded>>): string {
  return 'reason' in found ? found.reason : 'read';
}

function embeddedFile(file: PDF): PdfStream {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const specification = file.getCatalog().getArray('AF', resolve)?.at(0, resolve);
  const embedded = specification instanceof PdfDict ? specification.getDict('EF', resolve)?.get('F', resolve) : null;
  if (!(embedded instanceof PdfStream)) throw new Error('the file has no embedded file');
  return embedded;
}

/** The same numbers from 0 to 1 for the same seed (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
