import { expect, test } from 'vitest';
import { expectedWait } from '../../../src/render/pdf/expected-wait.ts';
import { PrintingPace } from '../../../src/render/pdf/printing-pace.ts';
import { timeLimitOf } from '../../../src/render/pdf/time-limit.ts';

test('nobody waits while a page is free, however much the others have to do', () => {
  expect(expectedWait(2, [], [])).toBe(0);
  expect(expectedWait(2, [{ expected: 60_000, elapsed: 0 }], [])).toBe(0);
});

test('those who wait take the page that is free first', () => {
  const underWay = [
    { expected: 100, elapsed: 40 },
    { expected: 1000, elapsed: 0 },
  ];
  expect(expectedWait(2, underWay, [])).toBe(60);
  expect(expectedWait(2, underWay, [200, 300])).toBe(560);
  expect(expectedWait(2, underWay, [200, 300, 900])).toBe(1000);
});

test('what is late is expected to take as long again', () => {
  expect(expectedWait(1, [{ expected: 100, elapsed: 700 }], [50])).toBe(750);
});

test('the pace follows the documents that are printed, also from page to register', () => {
  const pace = new PrintingPace();
  for (let document = 0; document < 100; document += 1) pace.learn(2_000, 20);
  expect(pace.expected(2_000)).toBeCloseTo(20, 1);
  expect(pace.expected(992_000)).toBeCloseTo(2_000, -1);
  for (let document = 0; document < 100; document += 1) pace.learn(2_000, 80);
  expect(pace.expected(2_000)).toBeCloseTo(80, 1);
});

test('long documents cost more, and are learned apart', () => {
  const pace = new PrintingPace();
  const [register, longer] = [4_992_000, 9_992_000];
  expect(pace.expected(longer)).toBeGreaterThan(20_000);
  for (let document = 0; document < 10; document += 1) pace.learn(register, 20_000);
  for (let document = 0; document < 100; document += 1) pace.learn(2_000, 10);
  expect(pace.expected(longer) / 1000).toBeCloseTo(40, 0);
  expect(pace.expected(2_000)).toBeCloseTo(10, 1);
});

test('a register may take as much longer as it is longer', () => {
  expect(timeLimitOf(5_000, 30_000)).toBe(30_000);
  expect(timeLimitOf(500_000, 30_000)).toBe(30_000);
  expect(timeLimitOf(5_000_000, 30_000)).toBe(300_000);
});
