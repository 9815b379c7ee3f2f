import type { PayloadError } from '../problem.ts';
import { unprintableCharacters } from '../render/fonts.ts';

/** Characters of the longest number; it stands in the foot of every page. */
const numberLimit = 60;

/** One line, and no space that a reader would not type again when looking the number up. */
const oneLine = /^\S+(?: \S+)*$/;

/**
 * What is wrong with the number of a document: it is printed, and typed again by those who verify.
 * @param pointer of the number in what was given
 */
export function numberErrors(number: string, pointer: string): PayloadError[] {
  const isFit =
    number.length <= numberLimit &&
    oneLine.test(number) &&
    // The same letters in another spelling would never be found.
    number === number.normalize('NFC') &&
    !number.includes('\u00ad') &&
    unprintableCharacters(number).length === 0;
  return isFit ? [] : [{ pointer, code: 'pattern', params: {} }];
}
