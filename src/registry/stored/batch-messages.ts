import type { Batch } from '../batches.ts';
import type { Transaction } from '../database/database.ts';
import type { Outbox } from './outbox.ts';

/** Tells of a batch that is over, in the transaction that ends it. One that goes on is told of to nobody. */
export async function tellOfEnd(outbox: Outbox, transaction: Transaction, batch: Batch): Promise<void> {
  const { id, issuer, form, action, state, total, done, failed, dryRun } = batch;
  if (state !== 'finished' && state !== 'cancelled') return;
  const about = { batch: { id, form, action, state, total, done, failed, dryRun } };
  await outbox.tell(transaction, { issuer, event: `batch.${state}`, about });
}
