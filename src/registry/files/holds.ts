/**
 * Contents that records in the making hold, and contents that are being cleared away. Between the look whether a record
 * refers to a content and its removal, nobody may begin to hold it.
 */
export class Holds {
  /** How many records in the making hold a content that no record refers to yet. */
  readonly #held = new Map<string, number>();
  readonly #clearing = new Map<string, Promise<void>>();

  /** Holds a content, once it is not being cleared away. */
  async take(hash: string): Promise<void> {
    this.#held.set(hash, (this.#held.get(hash) ?? 0) + 1);
    // Its end, however it ends, is all that matters here: whoever clears is told of errors.
    await Promise.allSettled([this.#clearing.get(hash)]);
  }

  letGo(hash: string): void {
    const others = (this.#held.get(hash) ?? 0) - 1;
    if (others > 0) this.#held.set(hash, others);
    else this.#held.delete(hash);
  }

  /** Does the work unless the content is held; whoever wants to hold it waits meanwhile. */
  async clear(hash: string, work: () => Promise<void>): Promise<void> {
    while (this.#clearing.has(hash)) await Promise.allSettled([this.#clearing.get(hash)]);
    if (this.#held.has(hash)) return;
    const clearing = work().finally(() => this.#clearing.delete(hash));
    this.#clearing.set(hash, clearing);
    await clearing;
  }
}
