import { readConfiguration } from '../config.ts';
import { openPress } from '../core.ts';
import { blankRowsLimit, type RenderedFile } from '../drafts/drafts.ts';
import { parseLanguages } from '../drafts/languages.ts';
import { RenderProgress } from '../drafts/render-progress.ts';
import { Stopwatch } from '../drafts/stopwatch.ts';
import type { Language } from '../compose/document.ts';
import { parsePayload } from '../forms/payload.ts';
import { openLog } from '../observe/log.ts';
import { Problem } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';
import { type Format, formats, isFormat } from '../render/formats.ts';
import { readData, writeOutput } from './data.ts';
import { showingProgress } from './render-bar.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Renders one document without HTTP; the problem document goes to standard error when the payload is wrong. */
export async function render(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    language: { type: 'string', default: 'kk' },
    format: { type: 'string', default: 'pdf' },
    data: { type: 'string' },
    example: { type: 'boolean', default: false },
    blank: { type: 'boolean', default: false },
    fillable: { type: 'boolean', default: false },
    rows: { type: 'string' },
    incomplete: { type: 'boolean', default: false },
    out: { type: 'string' },
  });
  const id = onlyWord(positionals, 'FORM');
  const languages = readLanguages(values.language);
  const format = readFormat(values.format);
  const { out } = values;
  if (out === undefined) throw new UsageError('--out FILE|- says where the document goes');
  const sources = [values.data !== undefined, values.example, values.blank].filter(Boolean).length;
  if (sources !== 1) throw new UsageError('one of --data, --example and --blank is needed');
  if (values.fillable && !(values.blank && format === 'pdf')) throw new UsageError('--fillable is for a blank PDF');
  const rows = readRows(values.rows);

  const configuration = { ...readConfiguration(process.env), pages: 1, logLevel: 'warn' as const };
  const press = await openPress(configuration, openLog(configuration));
  try {
    const form = press.catalogue.get(id);
    const progress = new RenderProgress();
    const stopwatch = new Stopwatch(progress);
    const shown = (work: () => Promise<RenderedFile>) => showingProgress(progress, process.stderr, work);
    if (values.blank) {
      const options = { languages, format, rows, fillable: values.fillable };
      await writeOutput(out, (await shown(() => press.drafts.blank(form, options, stopwatch))).bytes);
      return 0;
    }
    const payload = values.data === undefined ? form.example : parsePayload(await readData(values.data));
    const options = { languages, format, incomplete: values.incomplete };
    const file = await shown(() => press.drafts.render(form, payload, options, stopwatch));
    for (const { pointer, code } of file.warnings) process.stderr.write(`warning: ${pointer} ${code}\n`);
    await writeOutput(out, file.bytes);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'form-unknown') throw error;
    const [first = 'kk'] = languages;
    const problem = describeProblem(error, press.locales, first, { form: press.catalogue.get(id) });
    process.stderr.write(`${JSON.stringify(problem, null, 2)}\n`);
    return 1;
  } finally {
    await press.close();
  }
}

export function readLanguages(text: string): readonly Language[] {
  const languages = parseLanguages(text);
  if (languages === null) throw new UsageError('--language takes kk, ru, kk,ru or ru,kk');
  return languages;
}

function readRows(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}$/.test(text) || Number(text) > blankRowsLimit) {
    throw new UsageError(`--rows takes a whole number up to ${blankRowsLimit}`);
  }
  return Number(text);
}

function readFormat(text: string): Format {
  if (!isFormat(text)) throw new UsageError(`--format takes ${formats.join(', ')}`);
  return text;
}
