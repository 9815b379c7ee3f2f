/** Characters of markup that the time limit is meant for: some fifty pages. */
const ordinaryLength = 500_000;

/**
 * Milliseconds that a document may take to print: the limit, and for a longer one as much more as it is longer. A
 * register of thousands of rows is work, not an accident.
 *
 * @param length of the markup, in characters
 */
export function timeLimitOf(length: number, limitMilliseconds: number): number {
  return Math.round(limitMilliseconds * Math.max(1, length / ordinaryLength));
}
