import { projectPath } from '../../src/project.ts';
import { startChildService } from '../support/child-service.ts';
import { testKey } from '../support/service.ts';
import { openBaselines } from './baselines.ts';
import { measure, type Contender, type Measurement } from './measure.ts';

// Drafts through HTTP beside two plain baselines in one run. Machines are noisy: read the ratios.
const seconds = Number(process.env['NYSAN_BENCH_SECONDS'] ?? 6);
const concurrencies = [1, 8];
const form = 'end-user-refusal';

const service = await startChildService();
const headers = { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/json' };
const address = `${service.url}/v1/forms/${form}`;
const example = await (await fetch(`${address}/example`, { headers })).text();

async function render(format: string): Promise<Uint8Array> {
  const answer = await fetch(`${address}/render?language=kk&format=${format}`, {
    method: 'POST',
    headers,
    body: example,
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const html = new TextDecoder().decode(await render('html'));
const baselines = await openBaselines(html, projectPath('node_modules', '.cache', 'nysan-test', 'browser'));
const contenders: Contender[] = [
  ...['pdf', 'docx', 'xlsx'].map((format) => ({
    name: `Nysan ${format.toUpperCase()} through HTTP`,
    make: async () => (await render(format)).byteLength,
  })),
  ...baselines.contenders,
];

const measurements: Measurement[] = [];
try {
  for (const concurrency of concurrencies) {
    for (const contender of contenders) measurements.push(await measure(contender, concurrency, seconds));
  }
} finally {
  await baselines.close();
  await service.stop();
}

const ours = (concurrency: number) =>
  measurements.find((one) => one.name.includes('PDF') && one.concurrency === concurrency)?.rate ?? NaN;
process.stdout.write(`${form}, one page, kk, ${seconds} s a line\n`);
process.stdout.write('concurrency  documents/s  p50 ms  p95 ms  Nysan PDF is  way\n');
for (const { name, concurrency, rate, p50, p95 } of measurements) {
  const ratio = `${(ours(concurrency) / rate).toFixed(1)} x`;
  process.stdout.write(
    `${String(concurrency).padStart(11)}  ${rate.toFixed(1).padStart(11)}  ${p50.toFixed(0).padStart(6)}  ${p95.toFixed(0).padStart(6)}  ${ratio.padStart(12)}  ${name}\n`,
  );
}
