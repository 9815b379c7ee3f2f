import type { ChildService } from '../support/child-service.ts';
import { nysanContenders, type Page } from './contenders/nysan.ts';
import { hostReady, preparePeers, type SkippedPeer } from './contenders/peers.ts';
import { type Memory, memoryOf } from './machine/memory.ts';
import { type Figure, measureInRounds } from './measuring/rounds.ts';
import type { Options } from './options.ts';
import { megabytes, tableOf } from './report/table.ts';

/** The same page made by all contenders. */
export interface DocumentFigures {
  readonly part: string;
  readonly page: Page;
  readonly figures: readonly Figure[];
  readonly skipped: readonly SkippedPeer[];
  /** Of each service at the end, in bytes. */
  readonly memory: readonly ({ readonly name: string; readonly medium: string } & Memory)[];
}

/** Throughput and latency of one page, drafted and issued by Nysan and made by its peers, side by side. */
export async function measureDocuments(
  service: ChildService,
  part: string,
  page: Page,
  options: Options,
): Promise<DocumentFigures> {
  const prepared = await preparePeers(service.url, page, (peer) => options.isWanted(part, peer.name));
  const hosts = [];
  try {
    for (const ready of prepared.ready) hosts.push(await hostReady(ready));
    const own = nysanContenders(service.url, page).filter(({ name }) => options.isWanted(part, name));
    const contenders = [...own, ...hosts.map(({ contender }) => contender)];
    const figures = await measureInRounds(contenders, options);
    const memory = [
      { name: 'Nysan', medium: 'all', ...memoryOf(service.process.pid ?? 0) },
      ...hosts.map(({ contender: { name, medium }, hosted }) => ({
        name,
        medium,
        ...memoryOf(hosted.process.pid ?? 0),
      })),
    ];
    return { part, page, figures, skipped: prepared.skipped, memory };
  } finally {
    for (const { hosted } of hosts) await hosted.stop();
    prepared.close();
  }
}

export function documentTable({ part, page, figures, skipped, memory }: DocumentFigures): string {
  const order = ['PDF', 'DOCX', 'XLSX'];
  const sorted = figures.toSorted(
    (a, b) => order.indexOf(a.medium) - order.indexOf(b.medium) || a.concurrency - b.concurrency,
  );
  const measured = tableOf(
    ['medium', 'at once', 'documents/s', '± %', 'p50 ms', 'p95 ms', 'Nysan draft is × as fast', 'way'],
    [
      ...sorted.map(({ medium, concurrency, rate, spread, p50, p95, ratio, name }) => [
        medium,
        concurrency,
        rate,
        Math.round(spread * 100),
        p50,
        p95,
        ratio,
        name,
      ]),
      ...skipped.map(({ medium, name, reason }) => [medium, '', '', '', '', '', '', `${name}: skipped, ${reason}`]),
    ],
  );
  const resident = tableOf(
    ['service MB', 'browser MB', 'resident memory at the end'],
    memory.map(({ name, medium, service, browser }) => [megabytes(service), megabytes(browser), `${name}, ${medium}`]),
  );
  return `${part}: ${page.form}, ${page.language}\n${measured}\n${resident}`;
}
