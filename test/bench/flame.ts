import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { makeMany } from './contenders/mixed-work.ts';
import { nysanContenders, onePage } from './contenders/nysan.ts';
import { framesOf, monotonicMicroseconds, type ProcessorProfile } from './machine/processor-profile.ts';
import { numberOf } from './options.ts';
import { flameGraph, type Frame } from './plot/flame-graph.ts';
import { keepResult, say } from './report/results.ts';
import { tableOf } from './report/table.ts';

// Where the time of the service's own threads goes, waiting for disks included, while it makes PDFs of one page, drafted and issued.
const documents = numberOf('NYSAN_FLAME_DOCUMENTS', 300);

for (const name of ['Nysan draft', 'Nysan issued']) {
  const profiles = mkdtempSync(join(tmpdir(), 'nysan-profile-'));
  const dataFolder = newDataFolder();
  try {
    const service = await startChildService({
      NYSAN_DATA_DIR: dataFolder,
      NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=500 --cpu-prof-dir=${profiles}`,
    });
    const contender = nysanContenders(service.url, onePage).find((one) => one.name === name && one.medium === 'PDF');
    if (contender === undefined) throw new Error(`nobody is called ${name}`);
    const work = { documents, interval: documents, look: () => undefined };
    // The first ones warm the service up.
    await makeMany(contender.make, work);
    const from = monotonicMicroseconds();
    await makeMany(contender.make, work);
    const until = monotonicMicroseconds();
    await service.stop();
    for (const file of readdirSync(profiles)) {
      const frames = framesOf(JSON.parse(readFileSync(join(profiles, file), 'utf8')) as ProcessorProfile, from, until);
      if (frames.total > 0) tell(name, threadOf(file), frames);
    }
  } finally {
    rmSync(profiles, { recursive: true });
    rmSync(dataFolder, { recursive: true });
  }
}

/** Zero is the main one; the name tells day, time, process, thread and count. */
function threadOf(file: string): number {
  return Number(file.split('.')[4]);
}

function tell(name: string, thread: number, frames: Frame): void {
  const each = frames.total / documents;
  const title = `${name}, one page as PDF: ${each.toFixed(2)} ms of the service's thread ${thread} a document (${documents} documents)`;
  const own = new Map<string, number>();
  selfTimes(frames, own);
  const most = [...own].sort(([, one], [, other]) => other - one).slice(0, 15);
  say(
    `\n${title}\n${tableOf(
      ['ms a document', '%', 'in the function itself'],
      most.map(([place, time]) => [time / documents, (100 * time) / frames.total, place]),
    )}`,
  );
  const file = `flame-${name.split(' ').at(-1) ?? ''}${thread === 0 ? '' : `-thread-${thread}`}`;
  keepResult(`${file}.svg`, flameGraph(title, frames));
}

function selfTimes(frame: Frame, times: Map<string, number>): void {
  const calls = [...frame.calls.values()];
  const self = frame.total - calls.reduce((sum, { total }) => sum + total, 0);
  const key = `${frame.name} ${frame.place}`.trim();
  times.set(key, (times.get(key) ?? 0) + self);
  for (const call of calls) selfTimes(call, times);
}
