import type { Transaction } from '../database/database.ts';

/** What processes hold: numbers and claims of documents in the making, and batches whose rows come in or are done. */
export type Holding = 'reservation' | 'batch';

/** Rows with the owners of what is held. */
export const holdings: Readonly<Record<Holding, string>> = {
  reservation: 'reservation',
  batch: '(SELECT owner FROM batch WHERE finished_at IS NULL) AS under_way',
};

/** The processes that hold something, of which this is one: what those held that are gone is given to others. */
export interface Owners {
  /** Name of this process among the owners. */
  readonly id: string;
  /** Sees to it that nobody takes this process for gone while the transaction reserves something. */
  confirm(transaction: Transaction): Promise<void>;
  /** Owners that are gone, of reservations unless told. */
  gone(transaction: Transaction, of?: Holding): Promise<readonly string[]>;
  /** Leaves the owners: what this process still holds may be given to others. */
  leave(): Promise<void>;
}
