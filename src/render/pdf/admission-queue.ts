import { PoolClosedError, QueueFullError } from './errors.ts';

/** First come, first served; refuses what does not fit. */
export class AdmissionQueue<Item> {
  readonly #limit: number;
  readonly #retryAfterSeconds: number;
  readonly #waiting: Item[] = [];
  readonly #takers: ((item: Item | null) => void)[] = [];
  #closed = false;

  /** @param limit items that may wait; items already taken do not count. */
  constructor(limit: number, retryAfterSeconds: number) {
    this.#limit = limit;
    this.#retryAfterSeconds = retryAfterSeconds;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** @throws QueueFullError, PoolClosedError */
  add(item: Item): void {
    if (this.#closed) throw new PoolClosedError();
    const taker = this.#takers.shift();
    if (taker) {
      taker(item);
      return;
    }
    if (this.#waiting.length >= this.#limit) throw new QueueFullError(this.#waiting.length, this.#retryAfterSeconds);
    this.#waiting.push(item);
  }

  /** The next item, when there is one; null once the queue is closed. */
  take(): Promise<Item | null> {
    const item = this.#waiting.shift();
    if (item !== undefined) return Promise.resolve(item);
    if (this.#closed) return Promise.resolve(null);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** Takes an item out of the queue; false when somebody has taken it already. */
  remove(item: Item): boolean {
    const place = this.#waiting.indexOf(item);
    if (place >= 0) this.#waiting.splice(place, 1);
    return place >= 0;
  }

  /** Ends every `take` and returns the items that nobody took. */
  close(): Item[] {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker(null);
    return this.#waiting.splice(0);
  }
}
