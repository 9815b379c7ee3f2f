/** What a document is worth beside its own markup, in characters: an empty page takes its time too. */
const pageWork = 8_000;
/** Milliseconds a character until documents have been printed: a page of 5 000 characters in 50 ms. */
const firstGuess = 50 / (pageWork + 5_000);
/** How much the last document tells: a busy minute is noticed within some ten documents. */
const weightOfLast = 0.1;

/** Learns from the documents printed how long the next will take. */
export class PrintingPace {
  #millisecondsPerCharacter = firstGuess;

  /** @param length of the markup, in characters; milliseconds that it is expected to be printed in */
  expected(length: number): number {
    return (length + pageWork) * this.#millisecondsPerCharacter;
  }

  /** @param length of markup that was printed in so many milliseconds */
  learn(length: number, milliseconds: number): void {
    const last = milliseconds / (length + pageWork);
    this.#millisecondsPerCharacter += (last - this.#millisecondsPerCharacter) * weightOfLast;
  }
}
