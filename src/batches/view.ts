import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { JsonObject } from '../forms/json.ts';
import { Problem, type ProblemCode, problemStatus } from '../problem.ts';
import { describeProblem, type ProblemDocument } from '../problem-text.ts';
import type { Batch, BatchItem, ItemFailure } from '../registry/batches.ts';

/** A batch as its owner sees it over HTTP and on the command line. */
export function batchView(batch: Batch): JsonObject {
  const { id, form, action, languages, format, dryRun, state, total, done, failed, createdAt, finishedAt } = batch;
  return {
    id,
    form,
    action,
    languages,
    format,
    dryRun,
    state,
    total,
    done,
    failed,
    ...paceOf(batch, new Date()),
    createdAt,
    finishedAt,
  };
}

/**
 * How fast rows are done since the batch last began to run, and how long the others take at that pace; null while that
 * is not known.
 * @param now by the clock of the machine
 */
export function paceOf(
  { running, total, done, failed }: Batch,
  now: Date,
): { readonly ratePerSecond: number | null; readonly remainingSeconds: number | null } {
  if (running === null) return { ratePerSecond: null, remainingSeconds: null };
  const seconds = (now.getTime() - running.since.getTime()) / 1000;
  const rate = (done + failed - running.finishedBefore) / seconds;
  if (!(rate > 0) || !Number.isFinite(rate)) return { ratePerSecond: null, remainingSeconds: null };
  return {
    ratePerSecond: Math.round(rate * 10) / 10,
    remainingSeconds: Math.ceil((total - done - failed) / rate),
  };
}

/** What became of a row; of a failed one the problem that it met, as a request of its own would be told. */
export function itemView(
  { position, state, number, document, failure }: BatchItem,
  problem: (failure: ItemFailure) => ProblemDocument,
) {
  return { position, state, number, document, problem: failure === null ? null : problem(failure) };
}

/** Describes failures of rows in the reader's language. */
export function failureVoice(
  locales: Locales,
  language: InterfaceLanguage,
  form: FormDefinition,
): (failure: ItemFailure) => ProblemDocument {
  return ({ code, params, errors }) => {
    const known = isProblemCode(code) ? code : 'internal-error';
    return describeProblem(new Problem(known, { params, errors }), locales, language, { form });
  };
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatus, code);
}
