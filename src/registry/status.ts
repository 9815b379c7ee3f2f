import { isWithinTerm } from '../trust/almaty.ts';
import { StatusConflictError } from './errors.ts';
import type { DocumentRecord, StatusChange } from './record.ts';

export const documentStates = ['revoked', 'replaced', 'expired', 'valid'] as const;
/** State of a document that is in the registry, in the order of precedence. */
export type DocumentState = (typeof documentStates)[number];

type StatusFacts = Pick<DocumentRecord, 'revokedAt' | 'replacedBy' | 'validUntil'>;

/** The state at an instant: what was done to the document comes before the end of its term. */
export function stateOf(facts: StatusFacts, at: Date): DocumentState {
  if (facts.revokedAt !== null) return 'revoked';
  if (facts.replacedBy !== null) return 'replaced';
  return facts.validUntil === null || isWithinTerm(facts.validUntil, at) ? 'valid' : 'expired';
}

/**
 * Passes when the change may follow on what is known. An expired document may be extended: a certificate is renewed
 * within the month after its term (op par. 67). Only what was revoked can be reinstated (op par. 95).
 *
 * @throws StatusConflictError
 */
export function checkStatusChange(facts: StatusFacts, change: StatusChange): void {
  const conflict = conflictOf(facts, change);
  if (conflict !== null) throw new StatusConflictError(conflict);
}

/**
 * Passes when the document may be signed: nobody signs what no longer stands.
 *
 * @throws StatusConflictError
 */
export function checkSignable({ revokedAt, replacedBy }: Pick<StatusFacts, 'revokedAt' | 'replacedBy'>): void {
  if (revokedAt !== null) throw new StatusConflictError('revoked');
  if (replacedBy !== null) throw new StatusConflictError('replaced');
}

/** Why a status change is refused. */
export type StatusConflict = 'revoked' | 'notRevoked' | 'replaced' | 'replacementVoid' | 'withoutTerm' | 'notLater';

function conflictOf(facts: StatusFacts, change: StatusChange): StatusConflict | null {
  if (change.kind === 'reinstate') return facts.revokedAt === null ? 'notRevoked' : null;
  if (facts.revokedAt !== null) return 'revoked';
  if (change.kind === 'revoke') return null;
  if (facts.replacedBy !== null) return 'replaced';
  if (change.kind === 'replace') return null;
  if (facts.validUntil === null) return 'withoutTerm';
  return change.validUntil > facts.validUntil ? null : 'notLater';
}
