import { expect, test } from 'vitest';
import { isLanguageWords, wordsOf } from './language-words.ts';

test('the words of both languages are complete', () => {
  expect(isLanguageWords(wordsOf.kk)).toBe(true);
  expect(isLanguageWords(wordsOf.ru)).toBe(true);
});

test.each([
  ['a month is missing', { ...wordsOf.kk, months: wordsOf.kk.months.slice(1) }],
  ['a word is empty', { ...wordsOf.kk, tens: ['', ...wordsOf.kk.tens.slice(1)] }],
  ['the currency is missing', { ...wordsOf.kk, tenge: undefined }],
  ['a scale has no usual form', { ...wordsOf.ru, scales: [{ one: 'тысяча' }] }],
  ['a unit of a scale is no word', { ...wordsOf.ru, scales: [{ other: 'тысяч', units: { 1: 1 } }] }],
  ['the date has no place for the year', { ...wordsOf.ru, dateLong: '«{{day}}» {{month}}' }],
  ['it is a list', []],
])('a words file is refused when %s', (_reason, words) => {
  expect(isLanguageWords(words)).toBe(false);
});
