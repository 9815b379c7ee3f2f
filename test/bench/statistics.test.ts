import { expect, test } from 'vitest';
import { lineThrough, median, percentile, spread } from './measuring/statistics.ts';

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 4, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

test('a percentile is a value that was measured', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(numbers, 0.95)).toBe(96);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('the spread does not see one round that went wrong', () => {
  expect(spread([10, 10, 10, 10, 1000])).toBe(0);
  expect(spread([6, 8, 10, 12, 14])).toBeCloseTo(0.2);
  expect(spread([8, 12])).toBeCloseTo(0.2);
  expect(spread([10])).toBe(0);
});

test('a line is found again', () => {
  const line = lineThrough([0, 1, 2, 3].map((x) => [x, 5 - 2 * x]));
  expect(line.slope).toBeCloseTo(-2);
  expect(line.start).toBeCloseTo(5);
});
