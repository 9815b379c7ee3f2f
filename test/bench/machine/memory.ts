import { readFileSync } from 'node:fs';
import { processesBelow } from '../../reliability/processes.ts';

/** Resident memory in bytes. What the processes of a browser share counts once for each of them. */
export interface Memory {
  readonly service: number;
  /** All processes below the service: its browser. */
  readonly browser: number;
}

export function memoryOf(service: number): Memory {
  const below = processesBelow(service).map(residentBytes);
  return { service: residentBytes(service), browser: below.reduce((sum, bytes) => sum + bytes, 0) };
}

/** Watches a service while something is done with it and tells the most that it took at once. */
export async function peakMemory<Result>(
  service: number,
  work: () => Promise<Result>,
): Promise<{ readonly peak: Memory; readonly result: Result }> {
  let peak = memoryOf(service);
  const look = () => {
    const now = memoryOf(service);
    peak = { service: Math.max(peak.service, now.service), browser: Math.max(peak.browser, now.browser) };
  };
  const watch = setInterval(look, 50);
  try {
    const result = await work();
    look();
    return { peak, result };
  } finally {
    clearInterval(watch);
  }
}

function residentBytes(process: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // Processes come and go while they are counted.
    return 0;
  }
}
