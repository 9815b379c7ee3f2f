import type { WriteStream } from 'node:tty';
import { paceOf } from '../batches/view.ts';
import type { RenderState } from '../drafts/render-progress.ts';
import type { Batch } from '../registry/batches.ts';

const width = 30;
/** To the begin of the line, and away with what stood there. */
export const clearLine = '\r\u001b[K';

/** The progress of a batch on one line of a terminal; elsewhere only how it ended. */
export class ProgressBar {
  readonly #output: WriteStream;
  #line = '';

  constructor(output: WriteStream) {
    this.#output = output;
  }

  show(batch: Batch): void {
    this.#line = progressLine(batch, new Date());
    if (this.#output.isTTY) this.#output.write(`${clearLine}${this.#line}`);
  }

  end(): void {
    this.#output.write(this.#output.isTTY ? '\n' : `${this.#line}\n`);
  }
}

/** `██████░░░░ 600/1000  87.3/s  0:05 left  2 failed` */
export function progressLine(batch: Batch, now: Date): string {
  const { total, done, failed } = batch;
  const { ratePerSecond, remainingSeconds } = paceOf(batch, now);
  return [
    bar((done + failed) / Math.max(1, total)),
    `${done + failed}/${total}`,
    ...(ratePerSecond === null ? [] : [`${ratePerSecond.toFixed(1)}/s`]),
    ...(remainingSeconds === null ? [] : [`${clock(remainingSeconds)} left`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join('  ');
}

/** `██████░░░░ 42%  print  0:21 left` */
export function renderLine({ step, done, secondsLeft }: RenderState): string {
  return [
    bar(done),
    `${Math.floor(done * 100)}%`,
    step,
    ...(secondsLeft === null ? [] : [`${clock(secondsLeft)} left`]),
  ].join('  ');
}

function bar(part: number): string {
  const filled = Math.floor(width * part);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
