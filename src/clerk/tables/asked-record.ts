import type { PaperCondition } from '../../compose/conditions.ts';
import type { Json } from '../../forms/json.ts';
import { OfflineError, post, ServerProblem } from '../server.ts';
import type { FormStore } from '../state/form-store.ts';
import { withChange } from '../state/payload-change.ts';
import type { ComposedPaper } from '../shell/paper-keeper.ts';
import { type RecordParts, RecordRows } from './record-rows.ts';

/** One record as the service puts it on the paper: its rows in each part of the table, and what they owe to the data. */
export interface RecordModel {
  /** Number that the record has in its markup. */
  readonly index: number;
  readonly rows: RecordParts;
  readonly conditions: readonly PaperCondition[];
}

/**
 * Asks for the paper with this one record in the table: a register of hundreds need not be sent and shown again because
 * of one of them. Undefined where the table cannot be changed row by row, or the service does not help: whoever keeps
 * the paper asks again, and tells of it.
 */
export async function askedRecord(store: FormStore, source: string, record: Json): Promise<RecordModel | undefined> {
  const asked = await paperWith(store, source, record);
  if (asked === undefined) return undefined;
  const { html, conditions } = asked;
  const paper = document.createElement('template');
  paper.innerHTML = html;
  const rows = RecordRows.find(paper.content, source, 1);
  if (rows === undefined) return undefined;
  return {
    index: 0,
    rows: rows.rowsOf(0).map((part) => part.map((row) => document.adoptNode(row))),
    conditions: conditions.filter(({ path }) => path.startsWith(`${source}.0.`)),
  };
}

async function paperWith(store: FormStore, source: string, record: Json): Promise<ComposedPaper | undefined> {
  const payload = withChange(store.payload, source, [record]);
  try {
    const response = await post(`/v1/forms/${store.form.id}/paper?language=${store.language}`, payload);
    return (await response.json()) as ComposedPaper;
  } catch (cause) {
    if (cause instanceof ServerProblem || cause instanceof OfflineError) return undefined;
    throw cause;
  }
}
