/** A document that a page is busy with, in milliseconds. */
export interface UnderWay {
  readonly expected: number;
  readonly elapsed: number;
}

/**
 * Milliseconds until a page is free for who comes now: those who wait take, in their order, the page that is free first.
 *
 * @param pages how many there are
 * @param waiting milliseconds that each of those who wait is expected to take
 */
export function expectedWait(pages: number, underWay: readonly UnderWay[], waiting: readonly number[]): number {
  const free = Array.from({ length: pages }, (_, page) => remaining(underWay[page]));
  for (const work of waiting) {
    const earliest = free.indexOf(Math.min(...free));
    free[earliest] = (free[earliest] ?? 0) + work;
  }
  return Math.min(...free);
}

/** What takes longer than expected will take as long again. */
function remaining(document: UnderWay | undefined): number {
  if (document === undefined) return 0;
  const { expected, elapsed } = document;
  return elapsed < expected ? expected - elapsed : elapsed;
}
