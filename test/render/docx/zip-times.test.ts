import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { setEntryTimes, UnexpectedArchiveError } from '../../../src/render/docx/zip-times.ts';

async function archiveOf(date: Date): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const name of ['b.xml', 'a.xml']) zip.file(name, `<${name}/>`, { date });
  return zip.generateAsync({ type: 'uint8array' });
}

describe('setEntryTimes', () => {
  it('makes archives equal that differ only in their times', async () => {
    const first = await archiveOf(new Date('2001-02-03T04:05:06Z'));
    const second = await archiveOf(new Date('2020-07-08T09:10:12Z'));
    expect(Buffer.compare(first, second)).not.toBe(0);
    const time = new Date('2026-11-20T10:20:30Z');
    setEntryTimes(first, time);
    setEntryTimes(second, time);
    expect(Buffer.compare(first, second)).toBe(0);
    const read = await JSZip.loadAsync(first);
    expect(Object.values(read.files).map((file) => file.date.toISOString())).toEqual([
      '2026-11-20T10:20:30.000Z',
      '2026-11-20T10:20:30.000Z',
    ]);
  });

  it('writes the first year that an archive can hold for an earlier time', async () => {
    const archive = await archiveOf(new Date('2001-02-03T04:05:06Z'));
    setEntryTimes(archive, new Date('1970-01-02T00:00:00Z'));
    const read = await JSZip.loadAsync(archive);
    expect(read.file('a.xml')?.date.getUTCFullYear()).toBe(1980);
  });

  it('refuses what is no archive', () => {
    expect(() => {
      setEntryTimes(new Uint8Array(10), new Date());
    }).toThrow(UnexpectedArchiveError);
    expect(() => {
      setEntryTimes(new Uint8Array(100), new Date());
    }).toThrow(UnexpectedArchiveError);
  });
});
