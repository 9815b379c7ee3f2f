import type { Logger } from 'pino';
import type { Configuration } from '../config.ts';
import type { Press } from '../core.ts';
import type { Office } from '../issuing/office.ts';
import { BatchOffice } from './batch-office.ts';
import { EmbeddedQueue } from './work/embedded-queue.ts';
import { RowMaker } from './work/row-maker.ts';
import { Rows } from './work/rows.ts';

/** @param adopts whether batches that dead processes left are taken over: the service does, a command does not */
export function openBatches(
  configuration: Configuration,
  press: Pick<Press, 'catalogue' | 'drafts' | 'now'>,
  { registry, issuing }: Pick<Office, 'registry' | 'issuing'>,
  { adopts, log }: { readonly adopts: boolean; readonly log: Logger },
): BatchOffice {
  const { catalogue, drafts, now } = press;
  const queue = new EmbeddedQueue(registry.batches, adopts, log);
  const rows = new Rows(registry, new RowMaker({ catalogue, drafts, issuing, log }), log);
  return new BatchOffice({ registry, catalogue, queue, rows, keptDays: configuration.batchDays, now, log });
}
