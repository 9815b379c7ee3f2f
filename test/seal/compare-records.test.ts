import { describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/seal/compare-records.ts';
import type { EmbeddedRecord } from '../../src/seal/embedded-record.ts';
import { recordOf } from './documents.ts';

const base = recordOf('industrial-certificate', ['kk', 'ru']);
const withData = (data: EmbeddedRecord['data']): EmbeddedRecord => ({ ...base, data });

describe('the comparison of records', () => {
  it('finds nothing between equal records, in whatever order', () => {
    const turned = Object.fromEntries(Object.entries(base.data).reverse());
    expect(compareRecords(base, { ...structuredClone(base), data: turned })).toEqual([]);
  });

  it('names members of the envelope, of the data and of derived values', () => {
    const found = { ...base, number: 'другой', languages: ['kk'], derived: { ...base.derived, more: 1 } } as const;
    expect(compareRecords(base, found)).toEqual(['/number', '/languages/1', '/derived/more']);
    expect(compareRecords(found, base)).toEqual(['/number', '/languages/1', '/derived/more']);
  });

  it('names values inside lists and objects, and those that only one of them has', () => {
    const issued = withData({ goods: [{ name: 'Сүт', code: '1' }, { name: 'Нан' }], kept: null });
    const found = withData({ goods: [{ name: 'Сут', code: '1' }], added: null, kept: null });
    expect(compareRecords(issued, found)).toEqual(['/data/goods/0/name', '/data/goods/1', '/data/added']);
    expect(compareRecords(found, issued)).toEqual(['/data/goods/0/name', '/data/goods/1', '/data/added']);
  });

  it('tells types apart that look alike', () => {
    const issued = withData({ a: 1, b: null, c: [], d: '', e: false, f: { 0: 'x' } });
    const found = withData({ a: '1', b: 'null', c: {}, d: null, e: 0, f: ['x'] });
    expect(compareRecords(issued, found)).toEqual(['/data/a', '/data/b', '/data/c', '/data/d', '/data/e', '/data/f']);
  });

  it('escapes keys as RFC 6901 says', () => {
    expect(compareRecords(withData({ 'a/b~c': 1, '': 2 }), withData({}))).toEqual(['/data/a~1b~0c', '/data/']);
  });

  it('looks at own members only', () => {
    expect(compareRecords(withData({ toString: 'x' }), withData({}))).toEqual(['/data/toString']);
  });
});
