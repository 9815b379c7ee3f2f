import { describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/seal/compare-records.ts';
import { type EmbeddedRecord, readRecord, recordBytes, recordByteLimit } from '../../src/seal/embedded-record.ts';
import { InvalidRecordError } from '../../src/seal/invalid-record.ts';
import { canonicalBytes } from '../../src/trust/canonical.ts';
import { recordOf } from './documents.ts';

const record = recordOf('industrial-certificate', ['kk', 'ru']);

/** The spelling of a record with other members, right or wrong. */
function spelled(members: object): Uint8Array {
  return canonicalBytes({ ...record, ...members });
}

function readOrRefuse(text: string): EmbeddedRecord | null {
  try {
    return readRecord(Buffer.from(text));
  } catch (error) {
    if (error instanceof InvalidRecordError) return null;
    throw error;
  }
}

describe('the embedded record', () => {
  it('is read back as it was written', () => {
    expect(readRecord(recordBytes(record))).toEqual(record);
  });

  it('has one spelling, whatever the order of its members', () => {
    const { shortCode, ...others } = record;
    const reordered = { shortCode, ...others };
    expect(Object.keys(reordered)[0]).toBe('shortCode');
    expect(Buffer.compare(recordBytes(reordered), recordBytes(record))).toBe(0);
  });

  it.each([
    ['another format', { format: 'nysan-payload-2' }],
    ['no format', { format: undefined }],
    ['one member too many', { extra: 1 }],
    ['one member too few', { derived: undefined }],
    ['a form that is no id', { form: '../etc' }],
    ['an edition that is no date', { edition: 'today' }],
    ['an issuer that is no BIN', { issuer: '12345' }],
    ['an empty number', { number: '' }],
    ['a number of two lines', { number: 'a\nb' }],
    ['an instant with an offset', { issuedAt: '2026-11-20T08:30:00+05:00' }],
    ['an instant that no calendar has', { issuedAt: '2026-02-30T08:30:00Z' }],
    ['no language', { languages: [] }],
    ['a language twice', { languages: ['ru', 'ru'] }],
    ['an unknown language', { languages: ['ru', 'en'] }],
    ['languages that are no list', { languages: { 0: 'ru', length: 1 } }],
    ['an id in upper case', { documentId: '0123456789ABCDEF' }],
    ['a short code as it was typed', { shortCode: 'k7qx4 9m2td' }],
    ['a code in lower case', { code: record.code.toLowerCase() }],
    ['a code with spare bits', { code: `${record.code.slice(0, -1)}B` }],
    ['a code cut short', { code: record.code.slice(0, -4) }],
    ['data that are a list', { data: [] }],
    ['derived values that are nothing', { derived: null }],
    ['a key that no record may have', { data: { constructor: 1 } }],
    ['a character that XML cannot hold', { number: 'a\ufffe' }],
    ['data that nest too deep', { data: nested(40) }],
    ['too many values', { data: { list: Array.from({ length: 400_000 }, () => 0) } }],
    ['data that are too long', { data: { text: 'x'.repeat(recordByteLimit) } }],
  ])('is refused with %s', (_, members) => {
    expect(() => readRecord(spelled(members))).toThrow(InvalidRecordError);
  });

  it('is refused with __proto__ among its keys', () => {
    const text = Buffer.from(recordBytes(record)).toString().replace('"data":{', '"data":{"__proto__":{},');
    expect(text).toContain('__proto__');
    expect(readOrRefuse(text)).toBeNull();
  });

  it('is refused in another spelling of the same values', () => {
    const text = Buffer.from(recordBytes(record)).toString();
    const spellings = [
      ` ${text}`,
      `${text}\n`,
      `\ufeff${text}`,
      text.replace('{', '{ '),
      text.replace('"ru"', '"\\u0072u"'),
      text.replace('"quantity":1}', '"quantity":1.0}'),
      text.replace('"quantity":1}', '"quantity":1e0}'),
      JSON.stringify(record),
    ];
    expect(new Set([...spellings, text]).size).toBe(spellings.length + 1);
    expect(spellings.map(readOrRefuse)).toEqual(spellings.map(() => null));
  });

  it('is refused when it is not UTF-8, not JSON or not an object', () => {
    const broken = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from('{"a":'), Buffer.from('[]'), Buffer.from('null')];
    for (const bytes of [...broken, new Uint8Array()]) expect(() => readRecord(bytes)).toThrow(InvalidRecordError);
  });

  it('is not written where it could not be read', () => {
    expect(() => recordBytes({ ...record, shortCode: 'short' })).toThrow(InvalidRecordError);
    expect(() => recordBytes({ ...record, data: { name: '\ud800' } })).toThrow(InvalidRecordError);
  });

  it('shows every change of one character: it is refused or the difference is named', () => {
    const text = Buffer.from(recordBytes(record)).toString();
    const unseen = Array.from(text, (character, at) => {
      const other = character === '1' ? '2' : '1';
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      return [before + other + after, before + after, before + other + character + after, before + ' ' + after];
    })
      .flat()
      .filter((changed) => changed !== text)
      .filter((changed) => {
        const found = readOrRefuse(changed);
        return found !== null && compareRecords(record, found).length === 0;
      });
    expect(unseen).toEqual([]);
  });
});

function nested(depth: number): object {
  return depth === 0 ? {} : { inner: nested(depth - 1) };
}
