import { readFileSync } from 'node:fs';
import { processesBelow } from '../../reliability/processes.ts';

/** Parts of a second that the system counts processor time in (USER_HZ, the same on every Linux). */
const ticksPerSecond = 100;

/** Seconds of processor that a service and the processes below it have used so far, those that ended left out. */
export function processorSeconds(service: number): number {
  return [service, ...processesBelow(service)].reduce((sum, process) => sum + secondsOf(process), 0);
}

function secondsOf(process: number): number {
  try {
    // The name may hold anything; utime and stime are fields 14 and 15, the state after the name is the third.
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    // Processes come and go while they are counted.
    return 0;
  }
}
