import { expect, test } from 'vitest';
import { partDone, RenderProgress } from '../../src/drafts/render-progress.ts';
import { Stopwatch } from '../../src/drafts/stopwatch.ts';

test('a print goes on as expected, and what takes longer slows down but does not stop', () => {
  expect([0, 10, 20, 30].map((seconds) => partDone(seconds, 40))).toEqual([0, 0.25, 0.5, 0.75]);
  const later = [32, 36, 40, 60, 80].map((seconds) => partDone(seconds, 40));
  expect(later).toEqual(later.toSorted((one, other) => one - other));
  expect(new Set(later).size).toBe(later.length);
  expect(partDone(40, 40)).toBeGreaterThan(0.9);
  expect(partDone(4000, 40)).toBeLessThanOrEqual(0.99);
});

test('what is left is known while the document is printed in its time', () => {
  let now = 0;
  const progress = new RenderProgress(() => now);
  expect(progress.state()).toEqual({ step: 'receive', done: 0, secondsLeft: null });
  progress.begins('print');
  progress.expects(40_000);
  now = 10_500;
  expect(progress.state()).toEqual({ step: 'print', done: 0.263, secondsLeft: 30 });
  now = 41_000;
  expect(progress.state()).toMatchObject({ step: 'print', secondsLeft: null });
  progress.ends('print');
  progress.begins('postprocess');
  expect(progress.state()).toEqual({ step: 'postprocess', done: 0.99, secondsLeft: null });
  progress.finish('ready');
  expect(progress.state()).toEqual({ step: 'ready', done: 1, secondsLeft: null });
});

test('what was done of a document that is refused does not become less or more', () => {
  let now = 0;
  const progress = new RenderProgress(() => now);
  progress.expects(1000);
  now = 500;
  expect(progress.state().done).toBe(0.5);
  now = 700;
  progress.finish('refused');
  expect(progress.state()).toEqual({ step: 'refused', done: 0.5, secondsLeft: null });
});

test('of steps within others only the outer ones are told', () => {
  const progress = new RenderProgress();
  const told: string[] = [];
  const unwatch = progress.watch(() => told.push(progress.state().step));
  const stopwatch = new Stopwatch(progress);
  stopwatch.measure('render', () => {
    for (let row = 0; row < 3; row += 1) stopwatch.measure('validate', () => row);
  });
  expect(() =>
    stopwatch.measure('seal', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  unwatch();
  progress.finish('refused');
  expect(told).toEqual(['render', 'seal']);
});
