import { readFileSync } from 'node:fs';
import { processesBelow } from '../../reliability/processes.ts';

/** Memory in bytes, as the machine misses it. */
export interface Memory {
  /** Resident. */
  readonly service: number;
  /** All processes below the service: its browser. What they share counts once for all of them. */
  readonly browser: number;
}

export function memoryOf(service: number): Memory {
  return { service: residentBytes(service), browser: browserBytes(service) };
}

/** Watches a service while something is done with it and tells the most that it took at once. */
export async function peakMemory<Result>(
  service: number,
  work: () => Promise<Result>,
): Promise<{ readonly peak: Memory; readonly result: Result }> {
  const peak = { ...memoryOf(service) };
  const lookAtService = () => (peak.service = Math.max(peak.service, residentBytes(service)));
  const lookAtBrowser = () => (peak.browser = Math.max(peak.browser, browserBytes(service)));
  // To count what is shared is work for the machine, milliseconds each time.
  const watches = [setInterval(lookAtService, 50), setInterval(lookAtBrowser, 500)];
  try {
    const result = await work();
    lookAtService();
    lookAtBrowser();
    return { peak, result };
  } finally {
    watches.forEach(clearInterval);
  }
}

function residentBytes(process: number): number {
  return bytesIn(`/proc/${process}/status`, /^VmRSS:\s+(\d+) kB$/m);
}

/** Proportional set sizes: a page that three processes share is a third of a page for each. */
function browserBytes(service: number): number {
  return processesBelow(service)
    .map((process) => bytesIn(`/proc/${process}/smaps_rollup`, /^Pss:\s+(\d+) kB$/m))
    .reduce((sum, bytes) => sum + bytes, 0);
}

function bytesIn(file: string, kilobytes: RegExp): number {
  try {
    return Number(kilobytes.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // Processes come and go while they are counted.
    return 0;
  }
}
