import type { Progress } from './progress.ts';

/** Times the steps of one request for the Server-Timing header (milliseconds). */
export class Stopwatch {
  readonly #steps = new Map<string, number>();
  readonly #progress: Progress | null;

  /** @param progress told of each step, where somebody watches */
  constructor(progress: Progress | null = null) {
    this.#progress = progress;
  }

  /**
   * Does the work and adds its time to that of the step; of work that goes on, until it is over. What is measured within
   * other work counts for both.
   */
  measure<Result>(step: string, work: () => Result): Result {
    const start = performance.now();
    this.#progress?.begins(step);
    const end = () => {
      this.#steps.set(step, (this.#steps.get(step) ?? 0) + performance.now() - start);
      this.#progress?.ends(step);
    };
    let result: Result;
    try {
      result = work();
    } catch (error) {
      end();
      throw error;
    }
    if (result instanceof Promise) void result.then(end, end);
    else end();
    return result;
  }

  /** The browser takes the document up now, and is expected to be done with it in so many milliseconds. */
  expect(milliseconds: number): void {
    this.#progress?.expects(milliseconds);
  }

  /** `validate;dur=0.4, compose;dur=1.2` (W3C Server Timing). */
  header(): string {
    return [...this.#steps].map(([step, duration]) => `${step};dur=${duration.toFixed(1)}`).join(', ');
  }
}
