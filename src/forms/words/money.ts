import type { Language } from '../../compose/document.ts';
import { numberInWords } from './cardinal.ts';
import { wordsOf } from './language-words.ts';
import { groupThousands } from './thousands.ts';
import { UnprintableValueError } from './unprintable.ts';

const tiynInTenge = 100n;

/** Tenge in decimal notation: «0», «2000001», «2000001.5», «2000001.05»; at most 15 digits before the point. */
const decimalTenge = /^(0|[1-9]\d{0,14})(?:\.(\d{1,2}))?$/;

/** Whether a text is an amount that `parseMoney` reads. */
export function isDecimalTenge(text: string): boolean {
  return decimalTenge.test(text);
}

/**
 * Money of a payload in tiyn: an integer is tiyn already, a string is tenge with up to two decimals.
 *
 * @throws UnprintableValueError for a negative, fractional or unsafe number and for any other string.
 */
export function parseMoney(value: number | string): bigint {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || value < 0) throw new UnprintableValueError('an integer amount in tiyn');
    return BigInt(value);
  }
  const match = decimalTenge.exec(value);
  if (match === null) throw new UnprintableValueError('an amount in tenge with at most two decimals');
  const [, tenge = '', tiyn = ''] = match;
  return BigInt(tenge) * tiynInTenge + BigInt(tiyn.padEnd(2, '0'));
}

/**
 * «2 000 001,05»: tenge, no-break spaces between thousands, always two decimals.
 *
 * @throws UnprintableValueError for a negative amount, as everything below.
 */
export function moneyInFigures(tiyn: bigint): string {
  const amount = partsOf(tiyn);
  return `${groupThousands(amount.tenge.toString())},${amount.tiyn}`;
}

/** «2 000 001,05 (два миллиона один)»: the acts go on with the word «тенге» themselves. */
export function moneyFiguresAndWords(tiyn: bigint, language: Language): string {
  return `${moneyInFigures(tiyn)} (${numberInWords(partsOf(tiyn).tenge, language)})`;
}

/** «05 тиын»: two figures, also when there are none. */
export function tiynPart(tiyn: bigint, language: Language): string {
  return `${partsOf(tiyn).tiyn} ${wordsOf[language].tiyn}`;
}

/** «2 000 001,05 (два миллиона один) тенге 05 тиын»: the whole amount where the text does not name the currency. */
export function moneyWithWords(tiyn: bigint, language: Language): string {
  return `${moneyFiguresAndWords(tiyn, language)} ${wordsOf[language].tenge} ${tiynPart(tiyn, language)}`;
}

/** Whole tenge, and the tiyn left over in two figures. */
function partsOf(tiyn: bigint): { readonly tenge: bigint; readonly tiyn: string } {
  if (tiyn < 0n) throw new UnprintableValueError('an amount that is not negative');
  return { tenge: tiyn / tiynInTenge, tiyn: (tiyn % tiynInTenge).toString().padStart(2, '0') };
}
