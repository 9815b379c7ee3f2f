import { DatabaseError } from 'pg';
import { RegistryUnavailableError } from '../errors.ts';

/** SQLSTATE of what another transaction did at the same time: done anew, it succeeds or tells what is really wrong. */
const passing: ReadonlySet<string> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '23505', // unique_violation
]);

/** SQLSTATE of a server that cannot do the work now: going down, coming up, full, or a standby after a failover. */
const unavailable: ReadonlySet<string> = new Set([
  '25006', // read_only_sql_transaction
  '25P03', // idle_in_transaction_session_timeout
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
]);

/** Whether the transaction may be done anew. */
export function isPassing(cause: unknown): boolean {
  return cause instanceof DatabaseError && passing.has(cause.code ?? '');
}

/** What the driver throws, as the registry tells it: what the server did not answer, it was not there for. */
export function failureOf(cause: unknown): unknown {
  if (cause instanceof DatabaseError && !isUnavailable(cause.code ?? '')) return cause;
  return new RegistryUnavailableError('the database does not answer', { cause });
}

/** Class 08 is that of connections. */
function isUnavailable(code: string): boolean {
  return code.startsWith('08') || unavailable.has(code);
}
