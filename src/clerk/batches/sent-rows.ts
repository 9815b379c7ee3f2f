import { mediaTypes } from '../../render/formats.ts';
import { ask } from '../server.ts';
import type { Batch } from './data.ts';

/** A file of rows, held in memory: changes of the file do not change it. */
export interface SentRows {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly content: Blob;
}

/** What a batch is asked for with its rows. */
export type BatchOrder = Pick<Batch, 'form' | 'action' | 'languages' | 'format' | 'dryRun'>;

/** Media types by the endings of names: browsers know them of few of these files. */
const types: Readonly<Record<string, string>> = {
  xlsx: mediaTypes.xlsx,
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

export const acceptedFiles = Object.keys(types)
  .map((ending) => `.${ending}`)
  .join(',');

/** Whether the name says that a file could hold rows. */
export function isFileOfRows({ name }: File): boolean {
  return typeOf(name) !== undefined;
}

/** Reads a file. @throws UnreadableFileError when it is gone or was changed since it was chosen */
export async function rowsIn(file: File): Promise<SentRows> {
  const type = typeOf(file.name);
  if (type === undefined) throw new UnreadableFileError(`${file.name} holds no rows`);
  try {
    return { name: file.name, type, content: new Blob([await file.arrayBuffer()]) };
  } catch (cause) {
    throw new UnreadableFileError(`${file.name} cannot be read`, { cause });
  }
}

export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/**
 * Begins a batch.
 *
 * @param key the Idempotency-Key: sent again with the same one, the rows begin no other batch
 * @throws ServerProblem, OfflineError
 */
export async function sendRows(rows: SentRows, order: BatchOrder, key: string): Promise<Batch> {
  const query = new URLSearchParams({
    form: order.form,
    action: order.action,
    language: order.languages.join(','),
    format: order.format,
    dryRun: String(order.dryRun),
  });
  const answer = await ask(`/v1/batches?${query.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': rows.type, 'Idempotency-Key': key },
    body: rows.content,
  });
  return (await answer.json()) as Batch;
}

function typeOf(name: string): string | undefined {
  return types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
}
