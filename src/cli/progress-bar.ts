import type { WriteStream } from 'node:tty';
import { paceOf } from '../batches/view.ts';
import type { Batch } from '../registry/batches.ts';

const width = 30;

/** The progress of a batch on one line of a terminal; elsewhere only how it ended. */
export class ProgressBar {
  readonly #output: WriteStream;
  #line = '';

  constructor(output: WriteStream) {
    this.#output = output;
  }

  show(batch: Batch): void {
    this.#line = progressLine(batch, new Date());
    if (this.#output.isTTY) this.#output.write(`\r\u001b[K${this.#line}`);
  }

  end(): void {
    this.#output.write(this.#output.isTTY ? '\n' : `${this.#line}\n`);
  }
}

/** `██████░░░░ 600/1000  87.3/s  0:05 left  2 failed` */
export function progressLine(batch: Batch, now: Date): string {
  const { total, done, failed } = batch;
  const filled = Math.floor((width * (done + failed)) / Math.max(1, total));
  const { ratePerSecond, remainingSeconds } = paceOf(batch, now);
  return [
    '█'.repeat(filled) + '░'.repeat(width - filled),
    `${done + failed}/${total}`,
    ...(ratePerSecond === null ? [] : [`${ratePerSecond.toFixed(1)}/s`]),
    ...(remainingSeconds === null ? [] : [`${clock(remainingSeconds)} left`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join('  ');
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
