import { describe, expect, it } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../src/trust/base32.ts';
import { decodeBase64url } from '../../src/trust/base64url.ts';
import {
  documentIdText,
  newDocumentId,
  newShortCode,
  readDocumentId,
  readShortCode,
} from '../../src/trust/crockford.ts';
import { instantText, readInstant } from '../../src/trust/instant.ts';

const ascii = (text: string) => Uint8Array.from(Buffer.from(text, 'ascii'));

describe('base32', () => {
  // RFC 4648 section 10, without the padding.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as %j and reads it back', (plain, encoded) => {
    expect(encodeBase32(ascii(plain))).toBe(encoded);
    expect(decodeBase32(encoded)).toEqual(ascii(plain));
  });

  it.each(['M', 'MZX', 'MZXW6Y', 'MZ', 'MZXR', 'my', 'MY======', 'M1', 'MY ', 'MY\n', 'МY', '😀'])(
    'refuses %j',
    (text) => {
      expect(decodeBase32(text)).toBeNull();
    },
  );
});

describe('base64url', () => {
  it('reads one spelling only', () => {
    expect(decodeBase64url('_-8', 2)).toEqual(Uint8Array.of(255, 239));
    for (const text of ['/+8', '_-8=', '_-9', '_-8 ', '_-8A', '_-']) expect(decodeBase64url(text, 2)).toBeNull();
  });
});

describe('document ids', () => {
  const bytes = Uint8Array.from([0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf]);

  it('are 10 bytes as 16 characters', () => {
    expect(documentIdText(bytes)).toBe('0123456789abcdef');
    expect(readDocumentId('0123456789abcdef')).toEqual(bytes);
    expect(() => documentIdText(bytes.slice(1))).toThrow(RangeError);
  });

  it.each(['0123456789ABCDEF', '0123456789abcdel', '0123456789abcde', '0123456789abcdef0', '', '0123456789abcde\n'])(
    'are not read from %j',
    (text) => {
      expect(readDocumentId(text)).toBeNull();
    },
  );

  it('come from the random source, by default from a good one', () => {
    expect(newDocumentId(() => bytes)).toBe('0123456789abcdef');
    const ids = new Set(Array.from({ length: 1000 }, () => newDocumentId()));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(readDocumentId(id)).not.toBeNull();
  });
});

describe('short codes', () => {
  it('have ten digits, each as likely as the others', () => {
    expect(newShortCode(() => Uint8Array.from([0, 1, 31, 32, 63, 64, 10, 17, 255, 224]))).toBe('01Z0Z-0AHZ0');
    const everyByte = Array.from({ length: 256 }, (_, byte) => newShortCode(() => new Uint8Array(10).fill(byte))[0]);
    const counts = everyByte.map((digit) => everyByte.filter((other) => other === digit).length);
    expect(new Set(counts)).toEqual(new Set([8]));
    expect(newShortCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it.each([
    ['K7QX4-9M2TD', 'K7QX4-9M2TD'],
    ['k7qx49m2td', 'K7QX4-9M2TD'],
    [' k7qx4 – 9m2td\n', 'K7QX4-9M2TD'],
    ['k-7-q-x-4-9-m-2-t-d', 'K7QX4-9M2TD'],
    ['oOiIl-Llo00', '00111-11000'],
    ['АВЕКМ-НОРСТ', 'ABEKM-H0PCT'],
  ])('typed as %j is %j', (typed, code) => {
    expect(readShortCode(typed)).toBe(code);
  });

  it.each(['', 'K7QX4-9M2T', 'K7QX4-9M2TD0', 'K7QX4-9M2TU', 'K7QX4-9M2T!', 'K7QX4-9M2TЖ', 'K7QX4_9M2TD'])(
    'is not %j',
    (typed) => {
      expect(readShortCode(typed)).toBeNull();
    },
  );
});

describe('instants', () => {
  it('are written in whole seconds of UTC and read in no other spelling', () => {
    expect(instantText(new Date('2026-11-20T13:30:00.999+05:00'))).toBe('2026-11-20T08:30:00Z');
    expect(readInstant('2026-11-20T08:30:00Z')).toEqual(new Date('2026-11-20T08:30:00Z'));
    const others = ['2026-11-20T08:30:00.000Z', '2026-11-20T24:00:00Z', '2026-02-30T08:30:00Z', '2026-11-20', ''];
    for (const text of others) expect(readInstant(text)).toBeNull();
  });
});
