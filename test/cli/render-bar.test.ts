import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showingProgress } from '../../src/cli/render-bar.ts';
import { RenderProgress } from '../../src/drafts/render-progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What a terminal, or a file, gets to see while a document is printed for so long. */
async function written(milliseconds: number, isTTY = true): Promise<string[]> {
  const lines: string[] = [];
  const output = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    write: { value: (text: string) => lines.push(text) },
  }) as WriteStream;
  const progress = new RenderProgress();
  const done = showingProgress(progress, output, () => {
    progress.begins('print');
    progress.expects(4000);
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  await done;
  return lines;
}

const wiped = '\r\u001b[K';

test('a document that takes its time has a bar, which goes when it is there', async () => {
  expect(await written(2200)).toEqual([
    `${wiped}${'█'.repeat(7)}${'░'.repeat(23)}  25%  print  0:03 left`,
    `${wiped}${'█'.repeat(11)}${'░'.repeat(19)}  37%  print  0:03 left`,
    `${wiped}${'█'.repeat(15)}${'░'.repeat(15)}  50%  print  0:02 left`,
    wiped,
  ]);
});

test('a quick one has none, nor has one whose errors go into a file', async () => {
  expect(await written(900)).toEqual([]);
  expect(await written(3000, false)).toEqual([]);
});
