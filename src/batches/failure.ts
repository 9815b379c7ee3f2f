import { Problem } from '../problem.ts';
import type { ItemFailure } from '../registry/batches.ts';
import { errorsOfRow } from './limits.ts';

/** A refusal as it is kept with a row. */
export function failureOf({ code, params, errors }: Problem): ItemFailure {
  if (errors.length <= errorsOfRow) return { code, params, errors };
  const kept = errors.slice(0, errorsOfRow - 1);
  return {
    code,
    params,
    errors: [...kept, { pointer: '', code: 'more-errors', params: { limit: kept.length } }],
  };
}
