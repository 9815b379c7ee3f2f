/** What one way of making documents did in a slice of time. */
export interface Slice {
  /** Documents a second. */
  readonly rate: number;
  /** Milliseconds of each document. */
  readonly durations: readonly number[];
}

/** Keeps `concurrency` documents under way for `seconds`; those begun in time are waited for and counted. */
export async function keepBusy(make: () => Promise<unknown>, concurrency: number, seconds: number): Promise<Slice> {
  const durations: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      do {
        const began = performance.now();
        await make();
        durations.push(performance.now() - began);
      } while (performance.now() < end);
    }),
  );
  return { rate: (durations.length / (performance.now() - start)) * 1000, durations };
}
