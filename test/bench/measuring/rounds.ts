import { keepBusy } from './closed-loop.ts';
import { median, percentile, spread } from './statistics.ts';

/** One way of making the same document. */
export interface Contender {
  readonly name: string;
  readonly medium: 'PDF' | 'DOCX' | 'XLSX';
  /** What the others of this medium are compared with. */
  readonly isReference: boolean;
  /** Makes one document and gives its size in bytes. */
  readonly make: () => Promise<number>;
}

export interface Figure {
  readonly name: string;
  readonly medium: Contender['medium'];
  readonly concurrency: number;
  readonly documents: number;
  /** Documents a second: the median of the rounds. */
  readonly rate: number;
  /** How far a round usually is from the rate, as a share of it. */
  readonly spread: number;
  /** How many times as many documents the reference makes: the median of what each round says. */
  readonly ratio: number;
  /** Milliseconds of a document, in all rounds together. */
  readonly p50: number;
  readonly p95: number;
}

export interface Measuring {
  readonly concurrencies: readonly number[];
  readonly rounds: number;
  /** Seconds that one contender has in one round. */
  readonly seconds: number;
}

/** Measures contenders in turns, round after round, so that what disturbs the machine disturbs all of them alike. */
export async function measureInRounds(
  contenders: readonly Contender[],
  { concurrencies, rounds, seconds }: Measuring,
): Promise<Figure[]> {
  const lanes = concurrencies.flatMap((concurrency) =>
    contenders.map((contender) => ({ contender, concurrency, rates: [] as number[], durations: [] as number[] })),
  );
  for (const { make } of contenders) await make();
  for (let round = 0; round < rounds; round += 1) {
    for (const lane of lanes) {
      const { rate, durations } = await keepBusy(lane.contender.make, lane.concurrency, seconds);
      lane.rates.push(rate);
      lane.durations.push(...durations);
    }
  }
  return lanes.map(({ contender: { name, medium }, concurrency, rates, durations }) => {
    const reference = lanes.find(
      (lane) => lane.contender.isReference && lane.contender.medium === medium && lane.concurrency === concurrency,
    );
    return {
      name,
      medium,
      concurrency,
      documents: durations.length,
      rate: median(rates),
      spread: spread(rates),
      ratio: median(rates.map((rate, round) => (reference?.rates[round] ?? NaN) / rate)),
      p50: percentile(durations, 0.5),
      p95: percentile(durations, 0.95),
    };
  });
}
