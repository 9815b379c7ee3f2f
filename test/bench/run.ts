import { rmSync } from 'node:fs';
import { startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { batchTable, measureBatches } from './batches.ts';
import { coldStartTable, measureColdStart } from './cold-start.ts';
import { fourPages, onePage } from './contenders/nysan.ts';
import { documentTable, measureDocuments } from './documents.ts';
import { editorTable, measureEditor } from './editor.ts';
import { machineLine, thisMachine } from './machine/machine.ts';
import { readOptions } from './options.ts';
import { peers } from './peers/catalogue.ts';
import { contendersChart } from './plot/contenders-chart.ts';
import { keepResult, say } from './report/results.ts';

// Nysan beside its peers, in one run on one machine. Machines are noisy and differ: read the ratios.
const options = readOptions();
const machine = thisMachine();
const versions = Object.fromEntries(peers.flatMap(({ packages }) => Object.entries(packages)));
const { rounds, seconds } = options;
const report: Record<string, unknown> = { machine, versions, rounds, seconds };
const tables: string[] = [
  machineLine(machine),
  `Peers: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}`,
  `Figures are medians of ${rounds} rounds of ${seconds} s, contenders in turns; ± is half of what lies between the quartiles.`,
];
tables.forEach(say);

function tell(name: string, figures: unknown, table: string): void {
  report[name] = figures;
  tables.push(table);
  say(`\n${table}`);
}

const dataFolder = newDataFolder();
const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
try {
  for (const [part, page] of [
    ['one page', onePage],
    ['four pages', fourPages],
  ] as const) {
    if (!options.isWanted(part)) continue;
    const measured = await measureDocuments(service, part, page, options);
    tell(part, measured, documentTable(measured));
    keepResult(`${part.replace(' ', '-')}.svg`, contendersChart(`${part}: ${page.form}`, measured.figures));
  }
  if (options.isWanted('batch')) {
    const measured = await measureBatches(service, options);
    tell('batch', measured, batchTable(measured));
  }
  if (options.isWanted('cold start')) {
    const measured = await measureColdStart(service, options);
    tell('cold start', measured, coldStartTable(measured));
  }
} finally {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
}
if (options.isWanted('editor')) {
  const measured = await measureEditor(options.isQuick ? 2 : 7);
  tell('editor', measured, editorTable(measured));
}
keepResult('bench.json', report);
keepResult('bench.txt', `${tables.join('\n\n')}\n`);
