import type { Batch, WhenRunning } from '../../registry/batches.ts';

/** Rows of a batch that are done together: those after a position, up to another. */
export interface Share {
  readonly batch: string;
  readonly after: number;
  readonly upTo: number;
}

/** Rows of a share: few enough that batches take turns, and enough that waiting for its last row costs little. */
export const shareLength = 250;

/**
 * Does the rows of a share that wait; true when some are left, to be done another time. Begins no further row once the
 * signal is aborted.
 */
export type ShareWork = (share: Share, signal: AbortSignal) => Promise<boolean>;

/** Says which rows are to be done when, and by which process. */
export interface BatchQueue {
  /** Within the transaction in which a batch begins to run, or goes on. */
  readonly whenRunning: WhenRunning;
  /** After that transaction. */
  began(batch: Batch): void;
  /**
   * Gives shares to the work, several at a time, until the queue is stopped. A share may be given again, also to
   * another process: rows that are done must not be done twice.
   */
  start(work: ShareWork): Promise<void>;
  /** Gives no more shares; of those that are being done the rows that have begun are finished. */
  stop(): Promise<void>;
}
