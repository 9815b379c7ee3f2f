import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NotCanonicalError } from '../../src/trust/canonical.ts';
import { fingerprint, fingerprintHead, type IssuedContent } from '../../src/trust/fingerprint.ts';

const content: IssuedContent = {
  form: 'industrial-certificate',
  edition: '2023-06-02',
  issuer: '040940001235',
  number: '123600001',
  issuedAt: '2026-11-20T08:30:00Z',
  languages: ['kk', 'ru'],
  data: { б: 1, a: [1.5, 1e21, true, null], '\ud83d\ude00': 'Қ"\n' },
  derived: {},
};

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the fingerprint', () => {
  it('is the SHA-256 of the RFC 8785 form', () => {
    const canonical =
      '{"data":{"a":[1.5,1e+21,true,null],"б":1,"😀":"Қ\\"\\n"},"derived":{},"edition":"2023-06-02",' +
      '"form":"industrial-certificate","issuedAt":"2026-11-20T08:30:00Z","issuer":"040940001235",' +
      '"languages":["kk","ru"],"number":"123600001"}';
    expect(hex(fingerprint(content))).toBe(sha256(canonical));
    expect(fingerprintHead(fingerprint(content))).toEqual(fingerprint(content).slice(0, 16));
  });

  it('is the same for the same content in another order and with members that do not belong to it', () => {
    const { data, ...rest } = content;
    const shuffled = { state: 'valid', data: Object.fromEntries(Object.entries(data).reverse()), ...rest };
    expect(fingerprint(shuffled)).toEqual(fingerprint(content));
  });

  it.each<Partial<IssuedContent>>([
    { form: 'industrial-certificatf' },
    { edition: '2023-06-03' },
    { issuer: '040940001236' },
    { number: '123600002' },
    { issuedAt: '2026-11-20T08:30:01Z' },
    { languages: ['ru', 'kk'] },
    { data: { ...content.data, a: [1.5, 1e21, true, null, null] } },
    { derived: { total: 1 } },
  ])('changes with %j', (change) => {
    expect(fingerprint({ ...content, ...change })).not.toEqual(fingerprint(content));
  });

  it('is refused to an instant in another spelling and to text that is not Unicode', () => {
    expect(() => fingerprint({ ...content, issuedAt: '2026-11-20T08:30:00.000Z' })).toThrow(RangeError);
    expect(() => fingerprint({ ...content, data: { name: '\ud800' } })).toThrow(NotCanonicalError);
  });
});
