import type { Row } from './row.ts';

/** What a statement can be bound to. */
export type Value = string | number | Uint8Array | null;

/** Values by the names they have in the statement (`:id`). Every statement is bound to its values, never written with them. */
export type Values = Readonly<Record<string, Value>>;

/** The two ways in which the same tables are spelled. */
export type Dialect = 'sqlite' | 'postgres';

/** What can be asked of the registry's database; the SQL is one for both dialects. */
export interface Statements {
  readonly dialect: Dialect;
  one(sql: string, values?: Values): Promise<Row | null>;
  all(sql: string, values?: Values): Promise<Row[]>;
  /** Number of rows changed. */
  run(sql: string, values?: Values): Promise<number>;
}

/**
 * Statements that take effect together. They see what others have committed, and their own changes. Those that are given
 * without waiting for each other are done in the order in which they were given, and a server is asked all of them at
 * once.
 */
export interface Transaction extends Statements {
  /** Rows as `all` finds them. Nobody else changes them until the transaction is over. */
  lock(sql: string, values?: Values): Promise<Row[]>;
  /**
   * Waits until no other transaction is past this call with the same name. Within one transaction names are taken in
   * the order claim, people or drafts, then rows; the trail comes last by itself: so no two wait for each other.
   */
  alone(name: string): Promise<void>;
  /** Runs a script without values: a migration. */
  script(sql: string): Promise<void>;
}

/** The registry's database. A statement outside a transaction stands alone and never sees a transaction that is open. */
export interface Database extends Statements {
  /**
   * All of the work or nothing; durable when this ends. The work may be done anew when the database made it yield to
   * another transaction, so it changes nothing but the database, and it waits for nothing but its statements: a
   * transaction within it would wait for ever.
   *
   * @param mayBeLost whether a result is worth nothing without this process: where the database ends with it, the result
   * is durable with the next one only
   */
  transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    mayBeLost?: (result: Result) => boolean,
  ): Promise<Result>;
  /** Overwrites what was deleted where the database keeps it on. */
  forgetDeleted(): Promise<void>;
  /** Waits for transactions that are under way. Closing again does nothing. */
  close(): Promise<void>;
}
