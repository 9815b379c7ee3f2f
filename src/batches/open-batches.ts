import type { Logger } from 'pino';
import type { Configuration } from '../config.ts';
import type { Press } from '../core.ts';
import type { Office } from '../issuing/office.ts';
import { BatchOffice } from './batch-office.ts';
import { EmbeddedQueue } from './work/embedded-queue.ts';
import { RowMaker } from './work/row-maker.ts';
import { SharedQueue } from './work/shared-queue.ts';
import { Rows } from './work/rows.ts';

/**
 * @param adopts whether batches that dead processes left are taken over: the service does, a command does not
 * @param silence seconds after which a silent node counts as gone, where nodes share a database
 */
export function openBatches(
  configuration: Configuration,
  press: Pick<Press, 'catalogue' | 'drafts' | 'now'>,
  { registry, issuing }: Pick<Office, 'registry' | 'issuing'>,
  { adopts, log, silence }: { readonly adopts: boolean; readonly log: Logger; readonly silence?: number },
): BatchOffice {
  const { catalogue, drafts, now } = press;
  const { databaseUrl } = configuration;
  const queue =
    databaseUrl === null
      ? new EmbeddedQueue(registry.batches, adopts, log)
      : new SharedQueue({
          databaseUrl,
          batches: registry.batches,
          adopts,
          log,
          ...(silence === undefined ? {} : { silence }),
        });
  const rows = new Rows(registry, new RowMaker({ catalogue, drafts, issuing, log }), log);
  return new BatchOffice({ registry, catalogue, queue, rows, keptDays: configuration.batchDays, now, log });
}
