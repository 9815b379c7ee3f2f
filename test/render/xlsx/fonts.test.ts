import { describe, expect, it } from 'vitest';
import { textWidth, unprintableCharacters } from '../../../src/render/fonts.ts';

describe('textWidth', () => {
  it('knows the widths of Times New Roman: a digit is half an em', () => {
    expect(textWidth('0123456789', 12)).toBeCloseTo(60, 5);
  });

  it('grows with size, weight and length', () => {
    expect(textWidth('Қазақстан', 20)).toBeCloseTo(textWidth('Қазақстан', 10) * 2, 5);
    expect(textWidth('сертификат', 10, true)).toBeGreaterThan(textWidth('сертификат', 10));
    expect(textWidth('', 10)).toBe(0);
  });

  it('measures what only the second face has, and what none has', () => {
    expect(textWidth('☒', 10)).toBeGreaterThan(5);
    expect(textWidth('\u{10FFFD}', 10)).toBe(10);
  });
});

describe('unprintableCharacters', () => {
  it('lets Kazakh, Russian, signs of the forms, line feeds and tabs pass', () => {
    expect(unprintableCharacters('ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёё №«»—₸☐☒ a\u00a0b\u00adc\n\t')).toEqual([]);
  });

  it.each([
    '\u202e',
    '\u2066',
    '\u200e',
    '\u200f',
    '\ufeff',
    '\u200b',
    '\u200d',
    '\u2060',
    '\u0007',
    '\r',
    '\u2028',
    '漢',
    '\ud800',
  ])('names %j, once', (character) => {
    expect(unprintableCharacters(`а${character}б${character}`)).toEqual([character]);
  });
});
