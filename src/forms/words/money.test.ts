import { describe, expect, test } from 'vitest';
import { isDecimalTenge, moneyFiguresAndWords, moneyInFigures, moneyWithWords, parseMoney, tiynPart } from './money.ts';
import { UnprintableValueError } from './unprintable.ts';

describe('money of a payload', () => {
  test.each([
    [0, 0n],
    [200_000_105, 200_000_105n],
    ['0', 0n],
    ['0.05', 5n],
    ['0.5', 50n],
    ['2000001', 200_000_100n],
    ['2000001.5', 200_000_150n],
    ['2000001.05', 200_000_105n],
    ['999999999999999.99', 99_999_999_999_999_999n],
  ])('%s is %s tiyn', (value, tiyn) => {
    expect(parseMoney(value)).toBe(tiyn);
  });

  test.each([
    -1,
    0.5,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    '-1',
    '+1',
    '01',
    '1.',
    '.5',
    '1.005',
    '1,05',
    '1 000',
    '1e3',
    '0x10',
    ' 1',
    '1\n',
    '1000000000000000',
  ])('%j is not money', (value) => {
    expect(() => parseMoney(value)).toThrow(UnprintableValueError);
    if (typeof value === 'string') expect(isDecimalTenge(value)).toBe(false);
  });
});

test.each([
  [0n, '0,00'],
  [5n, '0,05'],
  [99_999n, '999,99'],
  [100_000n, '1\u00A0000,00'],
  [200_000_105n, '2\u00A0000\u00A0001,05'],
  [12_345_678_900n, '123\u00A0456\u00A0789,00'],
])('%s tiyn in figures is «%s»', (tiyn, figures) => {
  expect(moneyInFigures(tiyn)).toBe(figures);
});

test('words follow the figures in the language of the document', () => {
  expect(moneyFiguresAndWords(200_000_105n, 'ru')).toBe('2\u00A0000\u00A0001,05 (два миллиона один)');
  expect(moneyFiguresAndWords(200_000_105n, 'kk')).toBe('2\u00A0000\u00A0001,05 (екі миллион бір)');
});

test('tiyn are two figures, also when there are none', () => {
  expect(tiynPart(200_000_105n, 'ru')).toBe('05 тиын');
  expect(tiynPart(150n, 'kk')).toBe('50 тиын');
  expect(tiynPart(100n, 'kk')).toBe('00 тиын');
});

test.each([
  [200_000_105n, 'ru', '2\u00A0000\u00A0001,05 (два миллиона один) тенге 05 тиын'],
  [200_000_105n, 'kk', '2\u00A0000\u00A0001,05 (екі миллион бір) теңге 05 тиын'],
  [99n, 'ru', '0,99 (ноль) тенге 99 тиын'],
  [1_500_000n, 'kk', '15\u00A0000,00 (он бес мың) теңге 00 тиын'],
] as const)('%s tiyn in full in %s is «%s»', (tiyn, language, text) => {
  expect(moneyWithWords(tiyn, language)).toBe(text);
});

test('a negative amount is not printed', () => {
  expect(() => moneyInFigures(-1n)).toThrow(UnprintableValueError);
  expect(() => tiynPart(-100n, 'ru')).toThrow(UnprintableValueError);
  expect(() => moneyWithWords(-5n, 'kk')).toThrow(UnprintableValueError);
});
