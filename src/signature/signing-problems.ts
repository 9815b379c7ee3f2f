import { Problem } from '../problem.ts';
import {
  DocumentNotFoundError,
  DocumentPurgedError,
  PreparationOverError,
  RevisionSupersededError,
  SigningInProgressError,
  StatusConflictError,
} from '../registry/errors.ts';
import { refusedSignature } from './accepted-findings.ts';
import { CmsTooLargeError, PlaceTakenError } from './pdf/errors.ts';

/** Errors of registry and file as refusals of a signature; `now` tells how long to wait for another one. */
export async function asSigningProblems<Result>(now: Date, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SigningInProgressError) throw signingInProgress(cause.until, now, cause);
    if (cause instanceof RevisionSupersededError || cause instanceof PreparationOverError) {
      throw new Problem('signature-stale', { cause });
    }
    if (cause instanceof PlaceTakenError) throw new Problem('place-signed', { cause });
    if (cause instanceof CmsTooLargeError) throw refusedSignature('too-large', cause);
    if (cause instanceof StatusConflictError) {
      throw new Problem('status-conflict', { params: { conflict: cause.conflict }, cause });
    }
    if (cause instanceof DocumentNotFoundError) throw new Problem('document-unknown', { cause });
    if (cause instanceof DocumentPurgedError) throw new Problem('document-purged', { cause });
    throw cause;
  }
}

/** @param until ISO 8601, UTC */
export function signingInProgress(until: string, now: Date, cause?: unknown): Problem {
  const seconds = Math.max(Math.ceil((Date.parse(until) - now.getTime()) / 1000), 1);
  return new Problem('signature-in-progress', { params: { seconds }, cause });
}
