/**
 * `node test/trust/million.ts [count] [seed]`: as the sample among the tests, with a million codes. Prints what was
 * tried and ends with 1 when anything but a genuine code verified or the two implementations disagreed.
 */
import { runMutations } from './mutation-run.ts';

const [count = 1_000_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
const { tried, reasons, failures } = await runMutations(count, seed);
console.log(`${count} codes, seed ${seed}`);
for (const [how, times] of tried) console.log(`${times.toString().padStart(9)}  ${how}`);
console.log('judged');
for (const [reason, times] of reasons) console.log(`${times.toString().padStart(9)}  ${reason}`);
console.log(failures.length === 0 ? 'no failure' : failures.slice(0, 100).join('\n'));
if (failures.length > 0) process.exitCode = 1;
