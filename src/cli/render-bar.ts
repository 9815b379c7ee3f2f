import type { WriteStream } from 'node:tty';
import type { RenderProgress } from '../drafts/render-progress.ts';
import { clearLine, renderLine } from './progress-bar.ts';

/** Milliseconds within which most documents are there. */
const quick = 1000;
/** Milliseconds between two looks. */
const interval = 500;

/** Shows on one line of a terminal how far a document is that is not done at once, while the work goes on. */
export async function showingProgress<Result>(
  progress: RenderProgress,
  output: WriteStream,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!output.isTTY) return work();
  const begun = performance.now();
  const isSlow = () => performance.now() - begun >= quick;
  const show = () => {
    if (isSlow()) output.write(`${clearLine}${renderLine(progress.state())}`);
  };
  const timer = setInterval(show, interval);
  const unwatch = progress.watch(show);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    unwatch();
    if (isSlow()) output.write(clearLine);
  }
}
