import { PoolClosedError, QueueFullError } from './errors.ts';

export interface AdmissionLimits {
  /** Items that may wait; items already taken do not count, nor those in the background. */
  readonly waiting: number;
  /**
   * Items of the background that may be taken and not finished at the same time; one alone while anything else is: it
   * slows the others down.
   */
  readonly background: number;
  /** What a refused caller is told to wait. */
  readonly retryAfterSeconds: number;
}

/**
 * First come, first served; refuses what does not fit. What waits in the background is taken when nothing else waits,
 * and never all at once: whoever comes then finds a place.
 */
export class AdmissionQueue<Item> {
  readonly #limits: AdmissionLimits;
  readonly #waiting: Item[] = [];
  readonly #background: Item[] = [];
  readonly #takers: ((item: Item | null) => void)[] = [];
  /** Items that are taken and not finished: those of the background, and the others. */
  readonly #takenOfBackground = new Set<Item>();
  readonly #taken = new Set<Item>();
  #closed = false;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** What waits, in its order, the background not counted. */
  get waiting(): readonly Item[] {
    return this.#waiting;
  }

  get backgroundLength(): number {
    return this.#background.length;
  }

  /** @throws QueueFullError, PoolClosedError */
  add(item: Item): void {
    if (this.#closed) throw new PoolClosedError();
    const taker = this.#takers.shift();
    if (taker) {
      this.#taken.add(item);
      taker(item);
      return;
    }
    const { waiting, retryAfterSeconds } = this.#limits;
    if (this.#waiting.length >= waiting) throw new QueueFullError(this.#waiting.length, retryAfterSeconds);
    this.#waiting.push(item);
  }

  /** Nobody waits for it at a screen: it is taken when there is time, and is never refused. @throws PoolClosedError */
  addToBackground(item: Item): void {
    if (this.#closed) throw new PoolClosedError();
    this.#background.push(item);
    this.#handOutBackground();
  }

  /** The next item, when there is one; null once the queue is closed. */
  take(): Promise<Item | null> {
    const item = this.#nextWaiting() ?? this.#nextOfBackground();
    if (item !== undefined) return Promise.resolve(item);
    if (this.#closed) return Promise.resolve(null);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** Tells that an item is done with: another one of the background may be taken. */
  finished(item: Item): void {
    this.#taken.delete(item);
    this.#takenOfBackground.delete(item);
    this.#handOutBackground();
  }

  /** Takes an item out of the queue; false when somebody has taken it already. */
  remove(item: Item): boolean {
    const queue = this.#waiting.includes(item) ? this.#waiting : this.#background;
    const place = queue.indexOf(item);
    if (place >= 0) queue.splice(place, 1);
    return place >= 0;
  }

  /** Ends every `take` and returns the items that nobody took. */
  close(): Item[] {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker(null);
    return [...this.#waiting.splice(0), ...this.#background.splice(0)];
  }

  /** Whoever waits to take something finds nothing else waiting. */
  #handOutBackground(): void {
    while (this.#takers.length > 0) {
      const item = this.#nextOfBackground();
      if (item === undefined) return;
      this.#takers.shift()?.(item);
    }
  }

  #nextWaiting(): Item | undefined {
    const item = this.#waiting.shift();
    if (item !== undefined) this.#taken.add(item);
    return item;
  }

  #nextOfBackground(): Item | undefined {
    const limit = this.#taken.size > 0 ? 1 : this.#limits.background;
    if (this.#takenOfBackground.size >= limit) return undefined;
    const item = this.#background.shift();
    if (item !== undefined) this.#takenOfBackground.add(item);
    return item;
  }
}
