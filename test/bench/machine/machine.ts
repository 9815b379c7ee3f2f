import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were taken on. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly gigabytes: number;
  readonly node: string;
  /** Runnable processes in the last minute before the run: what else the machine did. */
  readonly load: number;
  readonly day: string;
}

export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg()[0] ?? NaN,
    day: new Date().toISOString().slice(0, 10),
  };
}

export function machineLine({ cores, processor, gigabytes, node, load, day }: Machine): string {
  return `${day}, ${cores} cores (${processor}), ${gigabytes} GB, Node ${node}, load before ${load.toFixed(1)}`;
}
