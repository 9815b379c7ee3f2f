import { rmSync } from 'node:fs';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { makeMany, mixedWork } from './contenders/mixed-work.ts';
import { machineLine, thisMachine } from './machine/machine.ts';
import { type Memory, memoryOf } from './machine/memory.ts';
import { lineThrough } from './measuring/statistics.ts';
import { numberOf } from './options.ts';
import { linesChart } from './plot/lines-chart.ts';
import { keepResult, say } from './report/results.ts';
import { megabytes, tableOf } from './report/table.ts';

// Many documents in a row: memory must not grow with what was made. Ends with 1 when it does.
const documents = numberOf('NYSAN_SOAK_DOCUMENTS', 50_000);
/** Samples of memory in a run. */
const samples = 500;
/** Bytes a document, over the second half: 50 MB in 50 000 documents are within what the allocators keep. */
const bound = numberOf('NYSAN_SOAK_BOUND', 2048);

type Sample = Memory & { readonly made: number };

const machine = thisMachine();
say(machineLine(machine));
const dataFolder = newDataFolder();
const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
const taken: Sample[] = [];
const start = performance.now();
try {
  await makeMany(mixedWork(service.url), {
    documents,
    interval: Math.max(1, Math.floor(documents / samples)),
    look: (made) => taken.push({ made, ...memoryOf(service.process.pid ?? 0) }),
  });
} finally {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
}
const seconds = (performance.now() - start) / 1000;
const secondHalf = taken.filter(({ made }) => made > documents / 2);
const parts = (['service', 'browser'] as const).map((part) => {
  const line = lineThrough(secondHalf.map((sample) => [sample.made, sample[part]]));
  return { part, ...line, grows: !(line.slope <= bound) };
});
say(
  `\n${documents} documents, drafts and issued ones in every medium, in ${seconds.toFixed(0)} s (${(documents / seconds).toFixed(1)} a second)\n${tableOf(
    ['process', 'first MB', 'last MB', 'most MB', 'bytes a document', 'bound', 'verdict'],
    parts.map(({ part, slope, grows }) => [
      part,
      megabytes(taken[0]?.[part] ?? NaN),
      megabytes(taken.at(-1)?.[part] ?? NaN),
      megabytes(Math.max(...taken.map((sample) => sample[part]))),
      Math.round(slope),
      bound,
      grows ? 'grows' : 'does not grow',
    ]),
  )}`,
);
keepResult(
  'soak.svg',
  linesChart(
    `Memory over ${documents} documents`,
    parts.map(({ part, slope, start: height }) => ({
      x: { name: 'documents made' },
      y: { name: `MB of the ${part}` },
      lines: [
        { name: part, points: taken.map((sample) => [sample.made, megabytes(sample[part])]) },
        {
          name: `second half of the ${part}: ${slope.toFixed(0)} bytes a document`,
          points: [documents / 2, documents].map((made) => [made, megabytes(height + slope * made)]),
          look: 'dashed',
        },
      ],
    })),
  ),
);
keepResult('soak.json', { machine, documents, seconds, bound, parts, samples: taken });
process.exitCode = parts.some(({ grows }) => grows) ? 1 : 0;
