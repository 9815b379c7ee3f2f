import type { Hash } from 'node:crypto';
import type { Request } from 'express';
import { readRow } from '../batches/intake/row.ts';
import { decoded, itemsOfArray, linesOf } from '../batches/intake/texts.ts';
import { rowsOfWorkbook } from '../batches/sheet/read-sheet.ts';
import { batchBytes } from '../batches/limits.ts';
import type { Composer } from '../compose/composer.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { Problem } from '../problem.ts';
import type { NewBatchItem } from '../registry/batches.ts';
import { mediaTypes } from '../render/formats.ts';
import { bodyTypeOf, jsonType, limited, mediaTypeOf, rowsType } from './body.ts';
import { readDocumentFile } from './upload.ts';

const multipartType = 'multipart/form-data';
export const batchTypes = [jsonType, rowsType, mediaTypes.xlsx] as const;

/** The rows of a body, each as it comes in; its bytes go through the hash. */
export function rowsOfBody(
  request: Request,
  form: FormDefinition,
  composer: Composer,
  hash: Hash,
): AsyncIterable<NewBatchItem> {
  const type = mediaTypeOf(request);
  if (type === mediaTypes.xlsx || type === multipartType) return rowsOfFile(request, form, composer, hash);
  if (type !== jsonType && type !== rowsType) {
    throw new Problem('media-type-unsupported', { params: { accepted: batchTypes.join(', ') } });
  }
  // The type with its parameters: only UTF-8 is read.
  bodyTypeOf(request);
  const texts = decoded(hashed(limited(request, batchBytes), hash));
  return read(form, type === jsonType ? itemsOfArray(texts) : linesOf(texts));
}

/** A workbook tells what is in it at its end: it is read whole first. */
async function* rowsOfFile(
  request: Request,
  form: FormDefinition,
  composer: Composer,
  hash: Hash,
): AsyncGenerator<NewBatchItem> {
  const bytes = await readDocumentFile(request);
  hash.update(bytes);
  yield* rowsOfWorkbook(form, composer, bytes);
}

async function* read(form: FormDefinition, texts: AsyncIterable<string>): AsyncGenerator<NewBatchItem> {
  for await (const text of texts) yield readRow(form, text);
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
