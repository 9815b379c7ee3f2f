import { groupThousands } from './thousands.ts';
import { UnprintableValueError } from './unprintable.ts';

/** Spells a number without an exponent and with no more digits than it needs. */
const plainNumber = new Intl.NumberFormat('en-US', {
  useGrouping: false,
  maximumFractionDigits: 20,
  signDisplay: 'negative',
});

/**
 * A number as it is printed in kk and ru: comma before the decimals, no-break space between thousands, «12 345,60».
 * A string (point before the decimals) keeps its trailing zeros: they say how precise the value is.
 *
 * @throws UnprintableValueError for a string that is not a decimal, for NaN and for infinities.
 */
export function decimalInFigures(value: number | string): string {
  const plain = typeof value === 'number' ? digitsOf(value) : value;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (match === null) throw new UnprintableValueError('a decimal number');
  const [, sign = '', whole = '', fraction] = match;
  const grouped = sign + groupThousands(whole);
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** Whole numbers need no formatter: every row of a register has one. */
function digitsOf(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : plainNumber.format(value);
}
