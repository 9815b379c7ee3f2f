import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { archiveOf, packPart } from '../../../src/render/docx/archive.ts';
import { zipEntries } from '../../../src/seal/office/zip-directory.ts';

const time = new Date('2026-11-20T10:20:30Z');
const words = 'Ә₸№ '.repeat(2000);
const parts = [
  packPart('[Content_Types].xml', '<Types/>'),
  packPart('word/document.xml', words),
  packPart('word/media/image1.png', new Uint8Array([137, 80, 78, 71])),
  packPart('empty.xml', ''),
];

describe('archiveOf', () => {
  it('is read by others, in its order, with checksums and the given time', async () => {
    const read = await JSZip.loadAsync(archiveOf(parts, time), { checkCRC32: true });
    expect(Object.keys(read.files)).toEqual(parts.map(({ path }) => path));
    expect(await read.file('word/document.xml')?.async('string')).toBe(words);
    expect(await read.file('word/media/image1.png')?.async('array')).toEqual([137, 80, 78, 71]);
    expect(await read.file('empty.xml')?.async('string')).toBe('');
    expect(new Set(Object.values(read.files).map(({ date }) => date.toISOString()))).toEqual(
      new Set(['2026-11-20T10:20:30.000Z']),
    );
  });

  it('is read by the sealer', () => {
    const entries = zipEntries(archiveOf(parts, time));
    expect(entries.map(({ name }) => name)).toEqual(parts.map(({ path }) => path));
  });

  it('compresses and has the same bytes every time', () => {
    const archive = archiveOf(parts, time);
    expect(archive.byteLength).toBeLessThan(words.length / 4);
    expect(Buffer.compare(archive, archiveOf([...parts], time))).toBe(0);
  });
});
