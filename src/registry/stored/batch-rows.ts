import { isLanguage } from '../../forms/catalogue.ts';
import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';
import type { PayloadError } from '../../problem.ts';
import { isFormat } from '../../render/formats.ts';
import {
  type Batch,
  type BatchAction,
  batchActions,
  type BatchItem,
  type BatchItemState,
  type BatchState,
  batchStates,
  type ItemFailure,
  itemStates,
  type WaitingItem,
} from '../batches.ts';
import type { Row } from '../database/row.ts';

export function batchOf(row: Row): Batch {
  const since = row.textOrNull('running_since');
  return {
    id: row.text('id'),
    issuer: row.text('issuer'),
    actor: { id: row.text('actor'), name: row.text('actor_name') },
    form: row.text('form'),
    action: row.word('action', isAction),
    languages: row.list('languages', isLanguage),
    format: row.word('format', isFormat),
    dryRun: row.integer('dry_run') === 1,
    state: row.word('state', isState),
    total: row.integer('total'),
    done: row.integer('done'),
    failed: row.integer('failed'),
    createdAt: row.text('created_at'),
    finishedAt: row.textOrNull('finished_at'),
    running: since === null ? null : { since: new Date(since), finishedBefore: row.integer('finished_before') },
    version: row.integer('version'),
  };
}

export function itemOf(row: Row): BatchItem {
  return {
    position: row.integer('position'),
    state: row.word('state', isItemState),
    number: row.textOrNull('number'),
    data: row.textOrNull('data') === null ? null : row.object('data'),
    document: row.textOrNull('document'),
    content: row.textOrNull('content'),
    failure: row.textOrNull('failure') === null ? null : failureOf(row.json('failure')),
  };
}

export function waitingOf(row: Row): WaitingItem {
  return {
    batch: row.text('batch'),
    position: row.integer('position'),
    number: row.textOrNull('number'),
    data: row.object('data'),
    attempts: row.integer('attempts'),
  };
}

function failureOf(value: Json): ItemFailure {
  const { code, params, errors } = isJsonObject(value) ? value : {};
  return {
    code: textOf(code),
    params: paramsOf(params),
    errors: isJsonArray(errors) ? errors.filter(isJsonObject).map(errorOf) : [],
  };
}

function errorOf({ pointer, code, params }: Readonly<Record<string, Json>>): PayloadError {
  return { pointer: textOf(pointer), code: textOf(code), params: paramsOf(params) };
}

/** What was written as a text. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function paramsOf(value: Json | undefined): PayloadError['params'] {
  const entries = Object.entries(isJsonObject(value) ? value : {});
  return Object.fromEntries(
    entries.flatMap(([name, param]) =>
      typeof param === 'string' || typeof param === 'number' ? [[name, param] as const] : [],
    ),
  );
}

function isAction(text: string): text is BatchAction {
  return batchActions.some((action) => action === text);
}

function isState(text: string): text is BatchState {
  return batchStates.some((state) => state === text);
}

function isItemState(text: string): text is BatchItemState {
  return itemStates.some((state) => state === text);
}
