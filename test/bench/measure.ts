/** One way of making the same document, measured. */
export interface Contender {
  readonly name: string;
  /** Makes one document and gives its size in bytes. */
  readonly make: () => Promise<number>;
}

export interface Measurement {
  readonly name: string;
  readonly concurrency: number;
  readonly documents: number;
  /** Documents a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** Keeps `concurrency` documents under way for `seconds` and tells how it went; the first ones warm up uncounted. */
export async function measure(contender: Contender, concurrency: number, seconds: number): Promise<Measurement> {
  await Promise.all(Array.from({ length: concurrency }, () => contender.make()));
  const durations: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await contender.make();
        durations.push(performance.now() - began);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  durations.sort((a, b) => a - b);
  const percentile = (share: number) =>
    durations[Math.min(durations.length - 1, Math.floor(durations.length * share))] ?? NaN;
  return {
    name: contender.name,
    concurrency,
    documents: durations.length,
    rate: durations.length / elapsed,
    p50: percentile(0.5),
    p95: percentile(0.95),
  };
}
