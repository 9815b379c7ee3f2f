import { rmSync } from 'node:fs';
import { readConfiguration } from '../../src/config.ts';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { authorised, exampleOf, onePage, render } from './contenders/nysan.ts';
import { machineLine, thisMachine } from './machine/machine.ts';
import { memoryOf, peakMemory } from './machine/memory.ts';
import { keepBusy } from './measuring/closed-loop.ts';
import { keepComing } from './measuring/open-loop.ts';
import { percentile } from './measuring/statistics.ts';
import { numberOf } from './options.ts';
import { linesChart } from './plot/lines-chart.ts';
import { keepResult, say } from './report/results.ts';
import { megabytes, tableOf } from './report/table.ts';

// Twice as many requests as the service can do: each gets its document or is told when to come back. Ends with 1
// when one gets anything else.
const seconds = numberOf('NYSAN_BENCH_SECONDS', 20);
/** How many times what the service can do. */
const excess = 2;

interface Answer {
  readonly outcome: 'printed' | 'told to come back' | 'failed';
  /** Seconds after the beginning, and milliseconds until the whole answer was there. */
  readonly asked: number;
  readonly took: number;
  readonly detail: string;
}

const machine = thisMachine();
say(machineLine(machine));
const dataFolder = newDataFolder();
// The service of the tests waits for ever; this one is as an operator starts it.
const NYSAN_LONGEST_WAIT = String(readConfiguration({}).longestWait);
const service = await startChildService({ NYSAN_DATA_DIR: dataFolder, NYSAN_LONGEST_WAIT });
const body = exampleOf(onePage);
const beginning = performance.now();

async function ask(): Promise<Answer> {
  const start = performance.now();
  const outcome = await outcomeOf().catch((error: unknown) => ({ outcome: 'failed', detail: String(error) }) as const);
  return { ...outcome, asked: (start - beginning) / 1000, took: performance.now() - start };
}

async function outcomeOf(): Promise<Pick<Answer, 'outcome' | 'detail'>> {
  const { form, language } = onePage;
  const answer = await fetch(`${service.url}/v1/forms/${form}/render?language=${language}&format=pdf`, {
    method: 'POST',
    headers: { ...authorised, 'Content-Type': 'application/json' },
    body,
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status === 200 && bytes.subarray(-8).includes('%%EOF')) return { outcome: 'printed', detail: '' };
  const wait = answer.headers.get('Retry-After') ?? '';
  if (answer.status === 503 && /^[1-9]\d*$/.test(wait)) return { outcome: 'told to come back', detail: wait };
  return { outcome: 'failed', detail: `${answer.status}, Retry-After ${wait}` };
}

try {
  const make = () => render(service.url, onePage, 'pdf', body);
  await keepBusy(make, 16, 1);
  const { rate: capacity } = await keepBusy(make, 16, 5);
  const id = service.process.pid ?? 0;
  const before = memoryOf(id);
  const rate = excess * capacity;
  const { peak, result: answers } = await peakMemory(id, () => keepComing(ask, { rate, seconds }));
  const outcomes = (['printed', 'told to come back', 'failed'] as const).map((outcome) => {
    const those = answers.filter((answer) => answer.outcome === outcome);
    const took = those.map((answer) => answer.took);
    return { outcome, count: those.length, p50: percentile(took, 0.5), p95: percentile(took, 0.95), took, those };
  });
  const failures = [...new Set(outcomes[2]?.those.map(({ detail }) => detail))];
  say(
    `\n${answers.length} requests in ${seconds} s: ${rate.toFixed(0)} a second, ${excess} times what the service does (${capacity.toFixed(1)})\n${tableOf(
      ['requests', 'p50 ms', 'p95 ms', 'outcome'],
      outcomes.map(({ outcome, count, p50, p95 }) => [count, p50, p95, outcome]),
    )}\n${tableOf(
      ['resident', 'before MB', 'peak MB'],
      (['service', 'browser'] as const).map((part) => [part, megabytes(before[part]), megabytes(peak[part])]),
    )}`,
  );
  failures.forEach((failure) => {
    say(`failed: ${failure}`);
  });
  const first = Math.min(...answers.map(({ asked }) => asked));
  keepResult(
    'overload.svg',
    linesChart(`${excess} times as many requests as the service can do`, [
      {
        x: { name: 'seconds since the first request, when it was sent' },
        y: { name: 'ms until its answer', isLogarithmic: true },
        lines: outcomes
          .filter(({ count }) => count > 0)
          .map(({ outcome, those }) => ({
            name: outcome,
            look: 'dots',
            points: those.map(({ asked, took }) => [asked - first, took]),
          })),
      },
    ]),
  );
  keepResult('overload.json', {
    machine,
    seconds,
    capacity,
    rate,
    outcomes: outcomes.map(({ outcome, count, p50, p95 }) => ({ outcome, count, p50, p95 })),
    failures,
    before,
    peak,
  });
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
}
