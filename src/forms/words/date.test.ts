import { describe, expect, test } from 'vitest';
import { addMonths, dateLong, datePart, dateShort } from './date.ts';
import { UnprintableValueError } from './unprintable.ts';

test('a date in the words of the acts', () => {
  expect(dateLong('2026-11-20', 'ru')).toBe('«20» ноября 2026 года');
  expect(dateLong('2026-11-20', 'kk')).toBe('2026 жылғы «20» қараша');
  expect(dateLong('2026-01-05', 'ru')).toBe('«05» января 2026 года');
  expect(dateLong('2024-02-29', 'kk')).toBe('2024 жылғы «29» ақпан');
});

test('a date in figures', () => {
  expect(dateShort('2026-11-20')).toBe('20.11.2026');
  expect(dateShort('2026-03-01')).toBe('01.03.2026');
});

test.each([
  ['01', 'января', 'қаңтар'],
  ['02', 'февраля', 'ақпан'],
  ['03', 'марта', 'наурыз'],
  ['04', 'апреля', 'сәуір'],
  ['05', 'мая', 'мамыр'],
  ['06', 'июня', 'маусым'],
  ['07', 'июля', 'шілде'],
  ['08', 'августа', 'тамыз'],
  ['09', 'сентября', 'қыркүйек'],
  ['10', 'октября', 'қазан'],
  ['11', 'ноября', 'қараша'],
  ['12', 'декабря', 'желтоқсан'],
])('month %s is «%s» and «%s»', (month, russian, kazakh) => {
  expect(datePart(`2026-${month}-15`, 'month', 'ru')).toBe(russian);
  expect(datePart(`2026-${month}-15`, 'month', 'kk')).toBe(kazakh);
});

test('a month before a noun is «ақпандағы» in Kazakh', () => {
  expect(datePart('2026-02-16', 'monthAttributive', 'kk')).toBe('ақпандағы');
  expect(datePart('2026-12-01', 'monthAttributive', 'kk')).toBe('желтоқсандағы');
  expect(datePart('2026-02-16', 'monthAttributive', 'ru')).toBe('февраля');
});

test('parts of a date stand between the words of a form', () => {
  expect(datePart('2026-11-05', 'day', 'ru')).toBe('05');
  expect(datePart('2026-11-05', 'year', 'kk')).toBe('2026');
  expect(datePart('2009-11-05', 'year2', 'kk')).toBe('09');
});

describe.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-5', '20.11.2026', '2026-11-20T00:00:00Z', ''])(
  '«%s» is no date',
  (text) => {
    test('and is not printed', () => {
      expect(() => dateLong(text, 'ru')).toThrow(UnprintableValueError);
      expect(() => dateShort(text)).toThrow(UnprintableValueError);
      expect(() => datePart(text, 'day', 'kk')).toThrow(UnprintableValueError);
    });
  },
);

test('terms in months end on the same day, or on the last day of a shorter month', () => {
  expect(addMonths('2026-11-20', 36)).toBe('2029-11-20');
  expect(addMonths('2024-02-29', 36)).toBe('2027-02-28');
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  expect(addMonths('2026-01-15', -24)).toBe('2024-01-15');
});
