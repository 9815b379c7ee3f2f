import { expect, test } from 'vitest';
import { AdmissionQueue } from '../../src/render/pdf/admission-queue.ts';

function queue(background = 2): AdmissionQueue<string> {
  return new AdmissionQueue({ waiting: 10, background, retryAfterSeconds: 1 });
}

test('whoever waits at a screen comes before what waits in the background, however late', async () => {
  const waiting = queue();
  waiting.addToBackground('row 1');
  waiting.addToBackground('row 2');
  waiting.add('clerk');
  expect([await waiting.take(), await waiting.take()]).toEqual(['clerk', 'row 1']);
});

test('the background never takes every place: a free one stays for whoever comes', async () => {
  const waiting = queue(2);
  for (const row of ['row 1', 'row 2', 'row 3']) waiting.addToBackground(row);
  expect([await waiting.take(), await waiting.take()]).toEqual(['row 1', 'row 2']);
  const third = waiting.take();
  waiting.add('clerk');
  expect(await third).toBe('clerk');
  const fourth = waiting.take();
  waiting.finished('row 1');
  waiting.finished('clerk');
  expect(await fourth).toBe('row 3');
});

test('while somebody is served the background has one place alone', async () => {
  const waiting = queue(3);
  waiting.add('clerk');
  for (const row of ['row 1', 'row 2']) waiting.addToBackground(row);
  expect([await waiting.take(), await waiting.take()]).toEqual(['clerk', 'row 1']);
  const taken: (string | null)[] = [];
  const third = waiting.take().then((item) => taken.push(item));
  await Promise.resolve();
  expect(taken).toEqual([]);
  waiting.finished('clerk');
  await third;
  expect(taken).toEqual(['row 2']);
});

test('whoever waits to take something gets what comes to the background', async () => {
  const waiting = queue();
  const taken = waiting.take();
  waiting.addToBackground('row');
  expect(await taken).toBe('row');
});

test('a queue that closes gives back what nobody took', async () => {
  const waiting = queue();
  waiting.add('clerk');
  waiting.addToBackground('row');
  expect(waiting.remove('row')).toBe(true);
  waiting.addToBackground('other row');
  expect(waiting.close()).toEqual(['clerk', 'other row']);
  expect(await waiting.take()).toBeNull();
});
