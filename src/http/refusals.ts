import { refuseErrors } from '../drafts/drafts.ts';
import { Problem } from '../problem.ts';
import {
  CursorError,
  DocumentNotFoundError,
  NumberTakenError,
  SeriesFullError,
  StatusConflictError,
} from '../registry/errors.ts';
import { recordByteLimit } from '../seal/embedded-record.ts';
import { InvalidRecordError } from '../seal/invalid-record.ts';
import { SealError } from '../signature/seal/seal-error.ts';
import { TimestampError } from '../signature/seal/timestamp-error.ts';

/** Errors of registry, seal and signature as refusals. */
export async function asRefusals<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InvalidRecordError) {
      throw new Problem('record-too-large', { params: { limit: recordByteLimit }, cause: error });
    }
    if (error instanceof NumberTakenError) throw new Problem('number-taken', { cause: error });
    if (error instanceof SeriesFullError) throw new Problem('series-full', { cause: error });
    if (error instanceof DocumentNotFoundError) throw new Problem('document-unknown', { cause: error });
    if (error instanceof TimestampError) throw new Problem('timestamp-unavailable', { cause: error });
    // Opened at start, it can only have expired since.
    if (error instanceof SealError) throw new Problem('seal-expired', { cause: error });
    if (error instanceof CursorError) refuseErrors([{ pointer: '/after', code: 'invalid', params: {} }]);
    if (error instanceof StatusConflictError) {
      throw new Problem('status-conflict', { params: { conflict: error.conflict }, cause: error });
    }
    throw error;
  }
}

/** The same for a change of a document that is known: what is not found is the one that should replace it. */
export function asStatusRefusals<Result>(work: () => Promise<Result>): Promise<Result> {
  return asRefusals(async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DocumentNotFoundError) refuseErrors([{ pointer: '/by', code: 'invalid', params: {} }]);
      throw error;
    }
  });
}
