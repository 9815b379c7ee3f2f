import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { documentsOf } from '../batches/archive/documents.ts';
import { zipped } from '../batches/archive/zip.ts';
import { readRow } from '../batches/intake/row.ts';
import { decoded, itemsOfArray, linesOf } from '../batches/intake/texts.ts';
import { openBatches } from '../batches/open-batches.ts';
import { writeErrors } from '../batches/sheet/error-sheet.ts';
import { rowsOfWorkbook } from '../batches/sheet/read-sheet.ts';
import { failureVoice } from '../batches/view.ts';
import { readConfiguration } from '../config.ts';
import { type Core, openCore } from '../core.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { operator } from '../issuing/office.ts';
import { openLog } from '../observe/log.ts';
import { Problem } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';
import { type Batch, batchActions, type NewBatchItem } from '../registry/batches.ts';
import { formats } from '../render/formats.ts';
import { ProgressBar } from './progress-bar.ts';
import { readLanguages } from './render.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Milliseconds between two looks at the progress. */
const interval = 200;

/** Makes documents of many rows without HTTP, for the installation's first issuer: exit 1 when a row failed. */
export async function batch(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    data: { type: 'string' },
    action: { type: 'string', default: 'render' },
    language: { type: 'string', default: 'kk' },
    format: { type: 'string', default: 'pdf' },
    'dry-run': { type: 'boolean', default: false },
    out: { type: 'string' },
    errors: { type: 'string' },
  });
  const id = onlyWord(positionals, 'FORM');
  const { data, out, errors, 'dry-run': dryRun } = values;
  if (data === undefined) throw new UsageError('--data FILE|- is needed');
  if (out === undefined && !dryRun) throw new UsageError('--out FILE says where the archive goes');
  const languages = readLanguages(values.language);
  const action = oneOf('--action', batchActions, values.action);
  const format = oneOf(
    '--format',
    action === 'issue' ? formats.filter((one) => one !== 'html') : formats,
    values.format,
  );

  const configuration = { ...readConfiguration(process.env), logLevel: 'warn' as const };
  const log = openLog(configuration);
  const core = await openCore(configuration, log);
  // Beside a running service it does its own batch, and leaves those of others alone.
  const batches = openBatches(configuration, core, core.office, { adopts: false, log });
  try {
    const form = core.catalogue.get(id);
    await batches.start();
    const order = { issuer: core.office.firstIssuer.id, actor: operator, form: id, action, languages, format, dryRun };
    const arrival = { claim: () => null, respond: () => ({ status: 202, body: {} }) };
    const outcome = await batches.receive(order, rowsOf(data, form, core), arrival);
    if (outcome.kind !== 'accepted') throw new Error('a batch without an Idempotency-Key is a fresh one');
    const cancel = () => void batches.change(outcome.batch, 'cancel').catch(() => undefined);
    process.once('SIGINT', cancel);
    const over = await watched(outcome.batch.id, core);
    process.off('SIGINT', cancel);
    await batches.stop();
    if (out !== undefined) {
      const { registry, files, firstIssuer: issuer } = core.office;
      const archive = zipped(documentsOf(over, { registry, files, issuer, actor: operator }));
      await writeWhole(out, (file) => pipeline(Readable.from(archive, { objectMode: false }), file));
    }
    if (errors !== undefined && over.failed > 0)
      await writeWhole(errors, (file) => writeErrorsOf(over, form, core, file));
    // What was issued stays; nobody can ask for the rest again.
    await core.office.registry.batches.forget(over.id);
    return over.done === over.total ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'form-unknown') throw error;
    const [first = 'kk'] = languages;
    const problem = describeProblem(error, core.locales, first, { form: core.catalogue.get(id) });
    process.stderr.write(`${JSON.stringify(problem, null, 2)}\n`);
    return 1;
  } finally {
    await batches.stop();
    await core.close();
  }
}

/** Rows of a file by its ending: a workbook, a JSON array, else NDJSON; standard input for `-`. */
async function* rowsOf(source: string, form: FormDefinition, core: Core): AsyncGenerator<NewBatchItem> {
  try {
    if (source.toLowerCase().endsWith('.xlsx')) {
      yield* rowsOfWorkbook(form, core.composer, await readFile(source));
      return;
    }
    const bytes: AsyncIterable<Uint8Array> = source === '-' ? process.stdin : createReadStream(source);
    const texts = decoded(bytes);
    const rows = source.toLowerCase().endsWith('.json') ? itemsOfArray(texts) : linesOf(texts);
    for await (const row of rows) yield readRow(form, row);
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw new UsageError(`${source} cannot be read`, { cause });
    throw cause;
  }
}

/** Shows the progress of a batch until it is over. */
async function watched(id: string, { office: { registry } }: Core): Promise<Batch> {
  const bar = new ProgressBar(process.stderr);
  for (;;) {
    const found = await registry.batches.find(id);
    if (found === null) throw new Error(`the batch ${id} is gone`);
    bar.show(found);
    if (found.finishedAt !== null) {
      bar.end();
      return found;
    }
    await wait(interval);
  }
}

function writeErrorsOf(over: Batch, form: FormDefinition, core: Core, output: Writable): Promise<void> {
  const [language = 'kk'] = over.languages;
  const { locales, composer, office } = core;
  const voice = failureVoice(locales, language, form);
  return writeErrors(output, over, office.registry.batches, { words: composer.words(form, language), locales, voice });
}

/** A file appears whole or not at all. */
async function writeWhole(target: string, write: (file: Writable) => Promise<unknown>): Promise<void> {
  const unfinished = `${target}.unfinished`;
  const file = createWriteStream(unfinished);
  try {
    await write(file);
    await rename(unfinished, target);
  } catch (cause) {
    file.destroy();
    await rm(unfinished, { force: true });
    throw cause;
  }
}

function oneOf<Word extends string>(name: string, words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new UsageError(`${name} takes ${words.join(', ')}`);
  return word;
}
