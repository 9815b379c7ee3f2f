import { describe, expect, it } from 'vitest';
import { addMonths } from '../../src/forms/words/date.ts';
import { almatyDay, endOfAlmatyDay, isWithinTerm } from '../../src/trust/almaty.ts';

describe('days of Almaty', () => {
  it.each([
    ['2026-11-20T18:59:00Z', '2026-11-20'], // 23:59
    ['2026-11-20T18:59:59.999Z', '2026-11-20'],
    ['2026-11-20T19:00:00Z', '2026-11-21'], // 24:00
    ['2026-11-20T19:01:00Z', '2026-11-21'], // 00:01
    ['2026-12-31T19:00:00Z', '2027-01-01'],
    ['2028-02-28T19:01:00Z', '2028-02-29'],
    // Until 1 March 2024 the clocks were six hours ahead of UTC.
    ['2024-02-28T17:59:00Z', '2024-02-28'],
    ['2024-02-28T18:01:00Z', '2024-02-29'],
  ])('%s is on %s', (instant, day) => {
    expect(almatyDay(new Date(instant))).toBe(day);
  });

  it.each([
    ['2026-11-20', '2026-11-20T19:00:00.000Z'],
    ['2026-12-31', '2026-12-31T19:00:00.000Z'],
    ['2024-02-28', '2024-02-28T18:00:00.000Z'],
    ['2024-02-29', '2024-02-29T19:00:00.000Z'], // had 25 hours
    ['2024-03-01', '2024-03-01T19:00:00.000Z'],
  ])('%s ends at %s', (day, end) => {
    expect(endOfAlmatyDay(day).toISOString()).toBe(end);
    expect(almatyDay(endOfAlmatyDay(day))).not.toBe(day);
    expect(almatyDay(new Date(endOfAlmatyDay(day).getTime() - 1))).toBe(day);
  });

  it('are days of the calendar', () => {
    for (const day of ['2026-02-29', '2026-13-01', '20.11.2026', ''])
      expect(() => endOfAlmatyDay(day)).toThrow(RangeError);
  });
});

describe('a term', () => {
  it('counts its last day to 24:00 of Almaty', () => {
    expect(isWithinTerm('2026-11-20', new Date('2026-11-20T23:59:00+05:00'))).toBe(true);
    expect(isWithinTerm('2026-11-20', new Date('2026-11-20T23:59:59.999+05:00'))).toBe(true);
    expect(isWithinTerm('2026-11-20', new Date('2026-11-21T00:00:00+05:00'))).toBe(false);
    expect(isWithinTerm('2026-11-20', new Date('2026-11-21T00:01:00+05:00'))).toBe(false);
  });

  it('of 36 months from 29 February ends with the last day of a February that has no 29th', () => {
    const lastDay = addMonths('2028-02-29', 36);
    expect(lastDay).toBe('2031-02-28');
    expect(isWithinTerm(lastDay, new Date('2031-02-28T23:59:00+05:00'))).toBe(true);
    expect(isWithinTerm(lastDay, new Date('2031-03-01T00:01:00+05:00'))).toBe(false);
  });
});
