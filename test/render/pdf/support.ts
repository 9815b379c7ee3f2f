import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PDF } from '@libpdf/core';
import { BrowserPool } from '../../../src/render/pdf/browser-pool.ts';
import type { BrowserPoolOptions } from '../../../src/render/pdf/browser-pool.ts';
import { installChromium } from '../../../src/render/pdf/chromium.ts';
import type { PrintJob } from '../../../src/render/pdf/print-job.ts';

export const fontsDir = fileURLToPath(new URL('../../../fonts', import.meta.url));
export const cacheDir = fileURLToPath(new URL('../../../node_modules/.cache/nysan', import.meta.url));

/** In points: 20 mm at the left, 10 mm at the right, 15 mm above and below. */
export const margins = { top: 42.5, right: 28.3, bottom: 42.5, left: 56.6 };

const stylesheet = `
  @page { size: A4; margin: 15mm 10mm 15mm 20mm; @bottom-center { content: counter(page); font: 9pt Tinos } }
  @page wide { size: A4 landscape }
  body { font: 12pt/1.3 Tinos, 'DejaVu Sans'; margin: 0 }
  body.wide { page: wide }
  a { color: inherit; text-decoration: none }
  .blank { display: inline-block; min-width: 60mm; border-bottom: 0.5pt solid }
  .line { display: block; border-bottom: 0.5pt solid }
  .overflowing { display: inline-block; width: 400mm }
`;

export async function startPool(options: Partial<BrowserPoolOptions> = {}): Promise<BrowserPool> {
  const chromium = await installChromium({ cacheDir, fontsDir });
  return BrowserPool.start({ chromium, stylesheet, pages: 2, ...options });
}

export function job(bodyHtml: string, more: Partial<PrintJob> = {}): PrintJob {
  return { bodyHtml, title: 'Өтініш', language: 'kk', outline: true, ...more };
}

/** A document that takes the browser some tens of milliseconds. */
export function longBody(rows: number): string {
  const row = '<tr><td>1</td><td>Сүт өнімдері</td><td>1 250,00 ₸</td></tr>';
  return `<table><tbody>${row.repeat(rows)}</tbody></table>`;
}

export async function textOf(pdf: Uint8Array): Promise<string> {
  const file = await PDF.load(pdf);
  return file
    .extractText()
    .map((page) => page.text)
    .join('\n');
}

/** The living processes below one process, by number. */
export function descendants(ofProcess: number): Map<number, string> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const below = (process: number): number[] =>
    [...parents].filter(([, parent]) => parent === process).flatMap(([child]) => [child, ...below(child)]);
  return new Map(below(ofProcess).map((process) => [process, readProcessFile(process, 'cmdline') ?? '']));
}

export function isAlive(process: number): boolean {
  return parentOf(process) !== null;
}

/** Null for a process that has ended, waited for by its parent or not. */
function parentOf(process: number): number | null {
  const [state, parent] = readProcessFile(process, 'stat')?.split(') ').at(-1)?.split(' ') ?? [];
  return state === undefined || state === 'Z' || state === 'X' ? null : Number(parent);
}

function readProcessFile(process: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${process}/${file}`, 'utf8');
  } catch {
    // Processes come and go while the folder is read.
    return null;
  }
}
