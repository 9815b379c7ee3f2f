import { rmSync } from 'node:fs';
import { newDataFolder, serve } from '../reliability/served.ts';
import type { ChildService } from '../support/child-service.ts';
import { exampleOf, onePage, render } from './contenders/nysan.ts';
import { hostReady, preparePeers, type ReadyPeer } from './contenders/peers.ts';
import { median, spread } from './measuring/statistics.ts';
import type { Options } from './options.ts';
import { tableOf } from './report/table.ts';

export interface ColdStartFigure {
  readonly name: string;
  /** Seconds from the start of the process until the first PDF is there: the median of the rounds. */
  readonly seconds: number;
  readonly spread: number;
  /** How many times as long as Nysan: the median of what each round says. */
  readonly ratio: number;
}

/** How soon a process that was just started has made its first PDF; the browser is unpacked, as after installation. */
export async function measureColdStart(service: ChildService, options: Options): Promise<ColdStartFigure[]> {
  const isWanted = (name: string) => options.isWanted('cold start', name);
  const prepared = await preparePeers(service.url, onePage, ({ name, medium }) => medium === 'PDF' && isWanted(name));
  const lanes = [
    { name: 'nysan serve', start: nysanServe },
    ...prepared.ready.map((ready) => ({ name: ready.peer.name, start: () => peerStart(ready) })),
  ].map((lane) => ({ ...lane, durations: [] as number[] }));
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const lane of lanes) lane.durations.push(await lane.start());
    }
  } finally {
    prepared.close();
  }
  const own = lanes[0]?.durations ?? [];
  return lanes.map(({ name, durations }) => ({
    name,
    seconds: median(durations),
    spread: spread(durations),
    ratio: median(durations.map((duration, round) => duration / (own[round] ?? NaN))),
  }));
}

async function nysanServe(): Promise<number> {
  const folder = newDataFolder();
  const example = exampleOf(onePage);
  const start = performance.now();
  const served = await serve({ NYSAN_DATA_DIR: folder });
  try {
    await render(served.url, onePage, 'pdf', example);
    return (performance.now() - start) / 1000;
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true });
  }
}

async function peerStart(ready: ReadyPeer): Promise<number> {
  const start = performance.now();
  const { contender, hosted } = await hostReady(ready);
  try {
    await contender.make();
    return (performance.now() - start) / 1000;
  } finally {
    await hosted.stop();
  }
}

export function coldStartTable(figures: readonly ColdStartFigure[]): string {
  return `From the start of the process to the first PDF: ${onePage.form}\n${tableOf(
    ['seconds', '± %', '× as long as Nysan', 'way'],
    figures.map(({ name, seconds, spread, ratio }) => [seconds, Math.round(spread * 100), ratio, name]),
  )}`;
}
