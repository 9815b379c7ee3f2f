import type { Language } from '../../compose/document.ts';
import { wordsOf } from './language-words.ts';
import type { LanguageWords, Scale } from './language-words.ts';
import { UnprintableValueError } from './unprintable.ts';

const pluralRules: Readonly<Record<Language, Intl.PluralRules>> = {
  kk: new Intl.PluralRules('kk'),
  ru: new Intl.PluralRules('ru'),
};

/**
 * A whole number from 0 to 999 999 999 999 999 in words, lower case, nominative.
 *
 * Russian is masculine («один», «два»), with feminine thousands («одна тысяча», «две тысячи»).
 * Kazakh says «жүз» for one hundred, and counts thousands and above: «бір мың», «бір миллион», as amounts are written in
 * accounting documents and as the acts themselves write «1 (бір)», «15 000 (он бес мың)».
 *
 * @throws UnprintableValueError for a negative number or one too large for the words of the language.
 */
export function numberInWords(value: bigint, language: Language): string {
  const words = wordsOf[language];
  const digits = value.toString();
  if (value < 0n || digits.length > 3 * (words.scales.length + 1)) {
    throw new UnprintableValueError('a whole number from zero to the largest that has a name');
  }
  if (value === 0n) return words.zero;

  const groups = threeDigitGroups(digits);
  return groups
    .flatMap((group, index) => {
      if (group === 0) return [];
      const scale = words.scales[groups.length - index - 2];
      const count = groupWords(group, words, scale);
      return scale === undefined ? count : [...count, scaleWord(group, scale, language)];
    })
    .join(' ');
}

/**
 * A whole number from 1 to 999 in the case that follows «в течение»: «пяти», «двадцати одного». Kazakh does not decline
 * a number before its noun.
 *
 * @throws UnprintableValueError for any other number.
 */
export function numberInGenitive(value: number, language: Language): string {
  if (!Number.isInteger(value) || value < 1 || value > 999) {
    throw new UnprintableValueError('a whole number from 1 to 999');
  }
  const words = wordsOf[language];
  return groupWords(value, words.genitive ?? words, undefined).join(' ');
}

/** 2000001 is [2, 0, 1]. */
function threeDigitGroups(digits: string): number[] {
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return Array.from({ length: padded.length / 3 }, (_, index) => Number(padded.slice(index * 3, index * 3 + 3)));
}

/** Words of 1 to 999, the last of them in agreement with the scale that follows. */
function groupWords(
  group: number,
  words: Pick<LanguageWords, 'units' | 'teens' | 'tens' | 'hundreds'>,
  scale: Scale | undefined,
): string[] {
  const hundred = Math.floor(group / 100);
  const ten = Math.floor((group % 100) / 10);
  const unit = group % 10;
  const spoken =
    ten === 1
      ? [words.hundreds[hundred - 1], words.teens[unit]]
      : [words.hundreds[hundred - 1], words.tens[ten - 2], scale?.units?.[unit] ?? words.units[unit - 1]];
  return spoken.filter((word) => word !== undefined);
}

function scaleWord(count: number, scale: Scale, language: Language): string {
  return scale[pluralRules[language].select(count)] ?? scale.other;
}
