import { rmSync } from 'node:fs';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { pagesOf, registerRows, registers, renderRegister, widestRegister } from './contenders/registers.ts';
import { machineLine, thisMachine } from './machine/machine.ts';
import { type Memory, memoryOf, peakMemory } from './machine/memory.ts';
import { processorSeconds } from './machine/processor-time.ts';
import { median } from './measuring/statistics.ts';
import { numberOf } from './options.ts';
import { linesChart } from './plot/lines-chart.ts';
import { keepResult, say } from './report/results.ts';
import { megabytes, tableOf } from './report/table.ts';

// What a document costs as it grows: registers as PDF, from one page to hundreds, and as workbooks of many rows.
const rounds = numberOf('NYSAN_BENCH_ROUNDS', 3);
const rowCounts = {
  pdf: [1, 10, 30, 100, 300, 1000, 3000],
  xlsx: [10, 100, 1000, 10_000],
} as const;

interface Size {
  readonly form: string;
  readonly format: 'pdf' | 'xlsx';
  /** Records; each is a row for each of its goods. */
  readonly rows: number;
}

interface GrowthFigure extends Size {
  /** Null of what has none. */
  readonly pages: number | null;
  /** Seconds, and seconds of processor, of one document: medians of the rounds. */
  readonly seconds: number;
  readonly processor: number;
  /** The most that one of these documents took beyond what the idle service had, in bytes. */
  readonly growth: Memory;
  readonly peak: Memory;
}

/** A service of its own for each size: what memory a large register leaves behind is not counted for the next one. */
async function measureSize(size: Size): Promise<GrowthFigure | null> {
  const dataFolder = newDataFolder();
  const service = await startChildService({ NYSAN_DATA_DIR: dataFolder, NYSAN_RENDER_TIMEOUT: '600000' });
  try {
    return await measureAt(service, size);
  } finally {
    await service.stop();
    rmSync(dataFolder, { recursive: true });
  }
}

async function measureAt(service: ChildService, { form, format, rows }: Size): Promise<GrowthFigure | null> {
  const id = service.process.pid ?? 0;
  const body = registerRows(form, rows);
  await renderRegister(service.url, form, format, registerRows(form, 1));
  const idle = memoryOf(id);
  const seconds: number[] = [];
  const processor: number[] = [];
  let pages: number | null = null;
  const { peak, result: isTaken } = await peakMemory(id, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [start, used] = [performance.now(), processorSeconds(id)];
      const register = await renderRegister(service.url, form, format, body);
      if (register.kind === 'refused') return false;
      seconds.push((performance.now() - start) / 1000);
      processor.push(processorSeconds(id) - used);
      if (format === 'pdf') pages = pagesOf(register.bytes);
    }
    return true;
  });
  if (!isTaken) return null;
  const growth = { service: peak.service - idle.service, browser: peak.browser - idle.browser };
  return { form, format, rows, pages, seconds: median(seconds), processor: median(processor), growth, peak };
}

const machine = thisMachine();
say(machineLine(machine));
const figures: GrowthFigure[] = [];
const refused: Size[] = [];
const most = Math.max(...rowCounts.xlsx);
const sizes: readonly Size[] = [
  ...(['pdf', 'xlsx'] as const).flatMap((format) =>
    rowCounts[format].map((rows): Size => ({ form: widestRegister, format, rows })),
  ),
  ...registers.filter((form) => form !== widestRegister).map((form): Size => ({ form, format: 'xlsx', rows: most })),
];
for (const size of sizes) {
  const figure = await measureSize(size);
  if (figure === null) refused.push(size);
  else figures.push(figure);
}
const table = tableOf(
  [
    'register',
    'format',
    'rows',
    'pages',
    'seconds',
    'processor s',
    'ms a page',
    'service MB',
    'grew by',
    'browser MB',
    'grew by',
    'remark',
  ],
  [
    ...figures.map(({ form, format, rows, pages, seconds, processor, growth, peak }) => [
      form,
      format,
      rows,
      pages ?? '',
      seconds,
      processor,
      pages === null ? '' : (processor * 1000) / pages,
      megabytes(peak.service),
      megabytes(growth.service),
      megabytes(peak.browser),
      megabytes(growth.browser),
      '',
    ]),
    ...refused.map(({ form, format, rows }) => [
      form,
      format,
      rows,
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      'refused: too many rows',
    ]),
  ],
);
say(`\nRegisters as they grow, medians of ${rounds} rounds; memory at its peak\n${table}`);
const pdf = figures.filter(({ pages }) => pages !== null);
const xlsx = figures.filter(({ form, format }) => format === 'xlsx' && form === widestRegister);
keepResult(
  'growth.svg',
  linesChart('Registers as they grow', [
    {
      x: { name: 'pages of the PDF', isLogarithmic: true },
      y: { name: 'ms of processor a page' },
      lines: [
        {
          name: 'PDF: ms of processor a page',
          points: pdf.map(({ pages, processor }) => [pages ?? 0, (processor * 1000) / (pages ?? NaN)]),
        },
      ],
    },
    {
      x: { name: 'rows', isLogarithmic: true },
      y: { name: 'seconds', isLogarithmic: true },
      lines: [
        { name: 'PDF: seconds', points: pdf.map(({ rows, seconds }) => [rows, seconds]) },
        { name: 'XLSX: seconds', points: xlsx.map(({ rows, seconds }) => [rows, seconds]) },
      ],
    },
    {
      x: { name: 'rows', isLogarithmic: true },
      y: { name: 'MB at the peak' },
      lines: [
        { name: 'PDF: service MB', points: pdf.map(({ rows, peak }) => [rows, megabytes(peak.service)]) },
        { name: 'PDF: browser MB', points: pdf.map(({ rows, peak }) => [rows, megabytes(peak.browser)]) },
        { name: 'XLSX: service MB', points: xlsx.map(({ rows, peak }) => [rows, megabytes(peak.service)]) },
      ],
    },
  ]),
);
keepResult('growth.json', { machine, rounds, figures, refused });
