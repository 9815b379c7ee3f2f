import type { Language } from '../compose/document.ts';
import type { JsonObject } from '../forms/json.ts';
import type { PayloadError } from '../problem.ts';
import type { Format } from '../render/formats.ts';
import type { Transaction } from './database/database.ts';
import type { Actor } from './issuer.ts';
import type { IdempotencyClaim, NotFresh, StoredResponse } from './reservation.ts';

export const batchActions = ['render', 'issue'] as const;
/** What is made of each row: a draft, or an issued document. */
export type BatchAction = (typeof batchActions)[number];

export const batchStates = ['receiving', 'running', 'paused', 'finished', 'cancelled'] as const;
/** `receiving`: its rows still come in, and nobody was told of it yet. */
export type BatchState = (typeof batchStates)[number];

export const itemStates = ['waiting', 'done', 'failed'] as const;
export type BatchItemState = (typeof itemStates)[number];

/** Whose batches: nobody else sees them. */
export interface BatchOwner {
  readonly issuer: string;
  /** Id of the person or of the API key. */
  readonly actor: string;
}

/** Rows of one form that become documents. */
export interface NewBatch {
  readonly issuer: string;
  readonly actor: Actor;
  readonly form: string;
  readonly action: BatchAction;
  /** Languages of every document in their order. */
  readonly languages: readonly Language[];
  readonly format: Format;
  /** The rows are only checked. */
  readonly dryRun: boolean;
}

export interface Batch extends NewBatch {
  /** 16 lower-case Crockford characters. */
  readonly id: string;
  readonly state: BatchState;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
  /** Since when rows are being done without a break, and how many were finished then; null while none are. */
  readonly running: { readonly since: Date; readonly finishedBefore: number } | null;
  /** Grows with every change. */
  readonly version: number;
}

/** Why there is no document of a row: a problem as any other request would meet it. */
export interface ItemFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly PayloadError[];
}

/** A row as it came. */
export interface NewBatchItem {
  /** The number that the document is to have, where the row brings one apart from its data. */
  readonly number: string | null;
  /** Null when the row could not be read. */
  readonly data: JsonObject | null;
  /** Why it could not be read. */
  readonly failure: ItemFailure | null;
}

/** A row that is to be done. */
export interface WaitingItem {
  readonly batch: string;
  /** 1, 2, 3 and so on. */
  readonly position: number;
  readonly number: string | null;
  readonly data: JsonObject;
  /** How often it was tried in vain for a reason that may pass. */
  readonly attempts: number;
}

export interface BatchItem {
  readonly position: number;
  readonly state: BatchItemState;
  readonly number: string | null;
  /** Of rows that wait or failed; what is done is kept with its document. */
  readonly data: JsonObject | null;
  /** Id of the issued document. */
  readonly document: string | null;
  /** SHA-256 of the rendered file, hexadecimal. */
  readonly content: string | null;
  readonly failure: ItemFailure | null;
}

/** What became of a row. */
export type ItemOutcome =
  | { readonly kind: 'issued'; readonly document: string }
  | { readonly kind: 'rendered'; readonly bytes: Uint8Array }
  /** Nothing is wrong with it, and nothing more was asked. */
  | { readonly kind: 'checked' }
  | { readonly kind: 'failed'; readonly failure: ItemFailure }
  /** For a reason that may pass: it waits for its next turn. */
  | { readonly kind: 'deferred' };

export interface SettledItem {
  readonly position: number;
  readonly outcome: ItemOutcome;
}

export type BatchChange = 'pause' | 'resume' | 'cancel';

export interface ItemsQuery {
  readonly state?: BatchItemState;
  /** Position of the last row that was seen; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
}

/** Rows are to be done from now on, as part of the transaction that says so. */
export type WhenRunning = (transaction: Transaction, batch: Batch) => Promise<void>;

export type BatchAccepted =
  { readonly kind: 'accepted'; readonly batch: Batch; readonly response: StoredResponse } | NotFresh;

/** The part of the registry that remembers batches. What a method has answered is durable. */
export interface BatchRegistry {
  /** Opens a batch for rows to come in. It belongs to this process, and goes with it until it is accepted. */
  open(batch: NewBatch): Promise<Batch>;
  /** Adds rows to a batch that is being received; the first of them gets the position after the last one. */
  add(batch: string, items: readonly NewBatchItem[]): Promise<void>;
  /**
   * All rows are there, and are to be done. A batch that is not fresh is forgotten again.
   *
   * @param respond makes the answer to be kept for retries
   */
  accept(
    batch: string,
    claim: IdempotencyClaim | null,
    respond: (batch: Batch) => StoredResponse,
    whenRunning: WhenRunning,
  ): Promise<BatchAccepted>;

  find(id: string): Promise<Batch | null>;
  /** Accepted batches, the newest first. */
  list(owner: BatchOwner, limit: number): Promise<readonly Batch[]>;
  items(batch: string, query: ItemsQuery): Promise<readonly BatchItem[]>;
  /** The file that was rendered of a row. @throws ContentDamagedError */
  content(sha256: string): Promise<Uint8Array>;

  /** Rows that wait, in their order, from after a position up to another; none unless the batch is running. */
  waiting(batch: string, after: number, upTo: number, limit: number): Promise<readonly WaitingItem[]>;
  /** Keeps what became of rows; of those that did not wait any more it changes nothing. The last one ends the batch. */
  settle(batch: string, items: readonly SettledItem[]): Promise<Batch>;
  /** Null when the batch is over. What is as asked already stays so. */
  change(batch: string, change: BatchChange, whenRunning: WhenRunning): Promise<Batch | null>;
  /**
   * Forgets a batch that is over, or was not accepted, with its rows and rendered files; issued documents stay. False
   * while it is under way.
   */
  forget(batch: string): Promise<boolean>;
  /** Forgets batches that were over before an instant (ISO 8601, UTC); their number. */
  forgetOver(before: string): Promise<number>;

  /**
   * Takes over batches of processes that are gone: those that were not accepted are forgotten, the others go on.
   *
   * @returns batches of this process that are running
   */
  adopt(): Promise<readonly string[]>;
}
