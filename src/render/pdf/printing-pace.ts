/** Characters of markup above which a document is long: some hundred pages, for which the browser takes 300 MB. */
export const longDocument = 1_000_000;

/** What a document is worth beside its own markup, in characters: an empty page takes its time too. */
const pageWork = 8_000;

/**
 * Milliseconds a character until documents have been printed, and how much the last document tells. Of short ones a page
 * of 5 000 characters in 50 ms, and a busy minute is noticed within some ten; long ones are few, and each tells much.
 */
const guesses = {
  short: { millisecondsPerCharacter: 50 / (pageWork + 5_000), weightOfLast: 0.1 },
  long: { millisecondsPerCharacter: 0.0035, weightOfLast: 0.4 },
};

/** Learns from the documents printed how long the next will take: long ones cost more a character than short ones. */
export class PrintingPace {
  readonly #millisecondsPerCharacter = {
    short: guesses.short.millisecondsPerCharacter,
    long: guesses.long.millisecondsPerCharacter,
  };

  /** @param length of the markup, in characters; milliseconds that it is expected to be printed in */
  expected(length: number): number {
    return (length + pageWork) * this.#millisecondsPerCharacter[kindOf(length)];
  }

  /** @param length of markup that was printed in so many milliseconds */
  learn(length: number, milliseconds: number): void {
    const kind = kindOf(length);
    const last = milliseconds / (length + pageWork);
    this.#millisecondsPerCharacter[kind] += (last - this.#millisecondsPerCharacter[kind]) * guesses[kind].weightOfLast;
  }
}

function kindOf(length: number): 'short' | 'long' {
  return length > longDocument ? 'long' : 'short';
}
