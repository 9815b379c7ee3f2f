import { describe, expect, it } from 'vitest';
import { codeText, readCode, signCode } from '../../src/trust/code/code.ts';
import { CodeFactsError, type CodeFacts } from '../../src/trust/code/facts.ts';
import { facts, signingKeys } from './fixtures.ts';

const key = signingKeys[3];

describe('a verification code', () => {
  it('has 102 bytes in the order of the table and 164 characters', () => {
    const bytes = signCode(facts, key);
    expect(bytes.length).toBe(102);
    expect(Buffer.from(bytes.slice(0, 38)).toString('hex')).toBe(
      '11' + '0003' + '00443214c74254b635cf' + '0065' + '09d3' + '098836d7d3' + '00112233445566778899aabbccddeeff',
    );
    expect(codeText(bytes)).toMatch(/^[A-Z2-7]{163}[AQ]$/);
    expect(readCode(codeText(bytes))).toEqual({ facts, signed: bytes.slice(0, 38), signature: bytes.slice(38) });
  });

  it.each<Partial<CodeFacts>>([
    { holderBin: null },
    { holderBin: '000040000001' },
    { holderBin: '999969999999' },
    { formNumber: 0 },
    { formNumber: 65_535 },
    { issueDay: '2199-06-06' },
    { issueDay: '2028-02-29' },
    { documentId: 'zzzzzzzzzzzzzzzz' },
  ])('gives back %j', (change) => {
    const changed = { ...facts, ...change };
    expect(readCode(codeText(signCode(changed, key)))?.facts).toEqual(changed);
  });

  it.each<[keyof CodeFacts, Partial<CodeFacts>]>([
    ['keyId', { keyId: 2 }],
    ['documentId', { documentId: '0123456789ABCDEF' }],
    ['formNumber', { formNumber: 65_536 }],
    ['formNumber', { formNumber: 1.5 }],
    ['formNumber', { formNumber: -1 }],
    ['issueDay', { issueDay: '2199-06-07' }],
    ['issueDay', { issueDay: '2026-11-31' }],
    ['issueDay', { issueDay: '2026-11-20T00:00:00Z' }],
    ['issueDay', { issueDay: '2026-06-30' }],
    ['holderBin', { holderBin: '900101300017' }],
    ['holderBin', { holderBin: '000000000000' }],
    ['holderBin', { holderBin: '40940001235' }],
    ['holderBin', { holderBin: '' }],
    ['fingerprintHead', { fingerprintHead: new Uint8Array(32) }],
  ])('is refused for its %s: %j', (fact, change) => {
    expect(() => signCode({ ...facts, ...change }, key)).toThrow(
      expect.objectContaining({ name: 'CodeFactsError', fact }),
    );
  });

  it('tells of its refusal without the value', () => {
    expect(() => signCode({ ...facts, holderBin: '900101300017' }, key)).toThrow(CodeFactsError);
    expect(() => signCode({ ...facts, holderBin: '900101300017' }, key)).not.toThrow(/900101300017/);
  });

  it('is read in any case of ASCII letters and from nothing around it', () => {
    const text = codeText(signCode(facts, key));
    const read = readCode(text);
    expect(read).not.toBeNull();
    expect(readCode(text.toLowerCase())).toEqual(read);
    const withI = text.replace('I', 'ı');
    expect(withI).not.toBe(text);
    for (const other of [`${text}\n`, ` ${text}`, `${text}=`, `${text}A`, text.slice(1), withI, '']) {
      expect(readCode(other)).toBeNull();
    }
  });

  it('is read with no other last character', () => {
    const text = codeText(signCode(facts, key));
    const last = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', (character) => text.slice(0, -1) + character);
    expect(last.filter((other) => readCode(other) !== null).map((other) => other.at(-1))).toEqual(['A', 'Q']);
  });

  it.each<[string, number, readonly number[]]>([
    ['another version', 0, [0x21]],
    ['another algorithm', 0, [0x12]],
    ['key 0', 1, [0, 0]],
    ['a holder of 13 digits', 17, [0xff, 0xff, 0xff, 0xff, 0xff]],
    ['the IIN of an individual', 17, [0xd1, 0x92, 0x37, 0xdf, 0x31]],
  ])('is not one with %s', (_, at, values) => {
    const bytes = signCode(facts, key);
    bytes.set(values, at);
    expect(readCode(codeText(bytes))).toBeNull();
  });
});
