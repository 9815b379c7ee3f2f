import type { ChildService } from '../support/child-service.ts';
import { authorised, documentIn, exampleOf, onePage, unnumberedExampleOf } from './contenders/nysan.ts';
import { median, spread } from './measuring/statistics.ts';
import type { Options } from './options.ts';
import { tableOf } from './report/table.ts';

export interface BatchFigure {
  readonly name: string;
  readonly rows: number;
  /** Seconds from sending the rows until their archive is there: the median of the rounds. */
  readonly seconds: number;
  readonly spread: number;
  /** Documents a second. */
  readonly rate: number;
  /** Bytes of the archive. */
  readonly bytes: number;
}

/** Many certificates at once, from their rows to the archive with all of them, drafted and issued in turns. */
export async function measureBatches({ url }: ChildService, { rounds, batchRows }: Options): Promise<BatchFigure[]> {
  const { form, language } = onePage;
  const lanes = [
    { name: 'batch of drafts', action: 'render', row: exampleOf(onePage) },
    { name: 'batch of issued documents', action: 'issue', row: JSON.stringify(unnumberedExampleOf(onePage)) },
  ].map((lane) => ({ ...lane, durations: [] as number[], bytes: 0 }));
  for (let round = 0; round < rounds; round += 1) {
    for (const lane of lanes) {
      const query = `form=${form}&language=${language}&action=${lane.action}&format=pdf`;
      const body = Array.from({ length: batchRows }, () => lane.row).join('\n');
      const start = performance.now();
      lane.bytes = (await archiveOf(url, query, body)).byteLength;
      lane.durations.push((performance.now() - start) / 1000);
    }
  }
  return lanes.map(({ name, durations, bytes }) => ({
    name,
    rows: batchRows,
    seconds: median(durations),
    spread: spread(durations),
    rate: batchRows / median(durations),
    bytes,
  }));
}

async function archiveOf(url: string, query: string, body: string): Promise<Uint8Array> {
  const headers = { ...authorised, 'Content-Type': 'application/x-ndjson' };
  const started = await fetch(`${url}/v1/batches?${query}`, { method: 'POST', headers, body });
  const place = started.headers.get('Location');
  if (place === null) throw new Error(`${started.status} ${await started.text()}`);
  await started.arrayBuffer();
  const ask = (path: string) => fetch(`${url}${path}`, { headers: authorised });
  // The events end with the batch.
  await (await ask(`${place}/events`)).text();
  const archive = await documentIn(await ask(`${place}/archive`));
  const { failed } = (await (await ask(place)).json()) as { readonly failed: number };
  if (failed > 0) throw new Error(`${failed} rows of a batch failed`);
  return archive;
}

export function batchTable(figures: readonly BatchFigure[]): string {
  return `From the rows to their archive: ${onePage.form}, one page, PDF\n${tableOf(
    ['rows', 'seconds', '± %', 'documents/s', 'archive MB', 'way'],
    figures.map((one) => [
      one.rows,
      one.seconds,
      Math.round(one.spread * 100),
      one.rate,
      one.bytes / 2 ** 20,
      one.name,
    ]),
  )}`;
}
