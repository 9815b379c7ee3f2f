import { expect, test } from 'vitest';
import { decimalInFigures } from './decimal.ts';
import { UnprintableValueError } from './unprintable.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [7, '7'],
  [1000, '1\u00A0000'],
  [1_234_567.25, '1\u00A0234\u00A0567,25'],
  [0.1, '0,1'],
  [-5.2, '-5,2'],
  [1e-7, '0,0000001'],
  [1e21, '1\u00A0000\u00A0000\u00A0000\u00A0000\u00A0000\u00A0000\u00A0000'],
  ['12.50', '12,50'],
  ['100.00', '100,00'],
  ['1234.5678', '1\u00A0234,5678'],
  ['999999999999999.999999', '999\u00A0999\u00A0999\u00A0999\u00A0999,999999'],
  ['-1234', '-1\u00A0234'],
])('%s is printed as «%s»', (value, figures) => {
  expect(decimalInFigures(value)).toBe(figures);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '', '1,5', '1.', '.5', '1e5', '1 000', 'п'])(
  '%s is not a decimal',
  (value) => {
    expect(() => decimalInFigures(value)).toThrow(UnprintableValueError);
  },
);
