import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeMany, mixedWork } from '../bench/contenders/mixed-work.ts';
import { type Memory, memoryOf } from '../bench/machine/memory.ts';
import { median } from '../bench/measuring/statistics.ts';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';

const documents = 720;
/**
 * Bytes that the medians of the second and the last quarter may be apart, half of the documents between them. Both have
 * warmed up by then: what is left is a service that keeps 200 kB of each document, or a browser whose pages stay open.
 * Its warm pages grow by half a megabyte a document until they are opened anew.
 */
const bounds: Memory = { service: 72 * 2 ** 20, browser: 400 * 2 ** 20 };

test('memory does not grow with the documents that were made', { timeout: 180_000 }, async () => {
  const dataFolder = newDataFolder();
  const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
  const samples: Memory[] = [];
  try {
    await makeMany(mixedWork(service.url), {
      documents,
      interval: documents / 72,
      look: () => samples.push(memoryOf(service.process.pid ?? 0)),
    });
  } finally {
    await service.stop();
    rmSync(dataFolder, { recursive: true });
  }
  const quarter = samples.length / 4;
  for (const part of ['service', 'browser'] as const) {
    const of = (from: number) => median(samples.slice(from, from + quarter).map((sample) => sample[part]));
    expect(of(3 * quarter) - of(quarter), `memory of the ${part}`).toBeLessThan(bounds[part]);
  }
});
