/** Milliseconds before the second attempt, and before any later one at most. */
const first = 10_000;
const longest = 2 * 3_600_000;
/** Milliseconds after which a message is given up. */
const term = 24 * 3_600_000;

/**
 * When a message is tried again: twice as long after every attempt, with up to a fifth more or less, so that messages
 * that failed together do not come together again. Null when its day is over.
 *
 * @param attempts that were made
 */
export function nextAttempt(
  createdAt: Date,
  attempts: number,
  now: Date,
  random: () => number = Math.random,
): Date | null {
  const pause = Math.min(first * 2 ** (attempts - 1), longest);
  const at = now.getTime() + pause * (0.8 + 0.4 * random());
  return at > createdAt.getTime() + term ? null : new Date(at);
}
