import { parseArgs } from 'node:util';

/** How thoroughly is measured, and what. */
export interface Options {
  readonly rounds: number;
  /** Seconds that one contender has in one round. */
  readonly seconds: number;
  readonly concurrencies: readonly number[];
  readonly batchRows: number;
  readonly isQuick: boolean;
  /** Whether a part of the run or a contender is wanted, by a piece of its name. */
  readonly isWanted: (part: string, contender?: string) => boolean;
}

export const parts = ['one page', 'four pages', 'batch', 'cold start', 'editor'] as const;

/** Of `--quick`, `--only <name>` (repeatable), NYSAN_BENCH_ROUNDS and NYSAN_BENCH_SECONDS. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
  });
  const { quick } = values;
  const only = values.only.map((name) => name.toLowerCase());
  const onlyParts = only.filter((name) => parts.some((part) => part.includes(name)));
  const onlyContenders = only.filter((name) => !onlyParts.includes(name));
  const holds = (names: readonly string[], name: string) =>
    names.length === 0 || names.some((wanted) => name.toLowerCase().includes(wanted));
  return {
    rounds: numberOf('NYSAN_BENCH_ROUNDS', quick ? 2 : 5),
    seconds: numberOf('NYSAN_BENCH_SECONDS', quick ? 0.4 : 0.6),
    concurrencies: quick ? [1, 4] : [1, 4, 16],
    batchRows: quick ? 100 : 1000,
    isQuick: quick,
    // What all are compared with is measured in every run.
    isWanted: (part, contender) =>
      holds(onlyParts, part) &&
      (contender === undefined || contender === 'Nysan draft' || holds(onlyContenders, contender)),
  };
}

/** @throws Error naming the variable that holds no positive number */
export function numberOf(variable: string, otherwise: number): number {
  const value = Number(process.env[variable] ?? otherwise);
  if (!(value > 0)) throw new Error(`${variable} must be a number above 0`);
  return value;
}
