/** Times the steps of one request for the Server-Timing header (milliseconds). */
export class Stopwatch {
  readonly #steps = new Map<string, number>();

  time<Result>(step: string, work: () => Result): Result {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.#add(step, start);
    }
  }

  async timeAsync<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#add(step, start);
    }
  }

  /** `validate;dur=0.4, compose;dur=1.2` (W3C Server Timing). */
  header(): string {
    return [...this.#steps].map(([step, duration]) => `${step};dur=${duration.toFixed(1)}`).join(', ');
  }

  #add(step: string, start: number): void {
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + performance.now() - start);
  }
}
