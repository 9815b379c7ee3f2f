import type { Transaction } from '../database/database.ts';

/** The processes that hold reservations, of which this is one: what those held that are gone is given to others. */
export interface Owners {
  /** Name of this process among the owners. */
  readonly id: string;
  /** Sees to it that nobody takes this process for gone while the transaction reserves something. */
  confirm(transaction: Transaction): Promise<void>;
  /** Owners of reservations that are gone. */
  gone(transaction: Transaction): Promise<readonly string[]>;
  /** Leaves the owners: what this process still holds may be given to others. */
  leave(): Promise<void>;
}
