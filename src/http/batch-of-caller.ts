import type { Request } from 'express';
import { Problem } from '../problem.ts';
import type { Batch } from '../registry/batches.ts';
import type { Registry } from '../registry/registry.ts';
import { callerIn } from './callers.ts';

/**
 * A batch of the caller, who still has the right that it needs; those of others do not exist for it.
 * @throws Problem `batch-unknown`, `scope-missing`
 */
export async function batchOfCaller(request: Request<{ id: string }>, { batches }: Registry): Promise<Batch> {
  const { issuer, actor, scopes } = callerIn(request);
  const batch = await batches.find(request.params.id);
  if (batch === null || batch.state === 'receiving') throw new Problem('batch-unknown');
  if (batch.issuer !== issuer.id || batch.actor.id !== actor.id) throw new Problem('batch-unknown');
  if (!scopes.includes(batch.action)) throw new Problem('scope-missing', { params: { scope: batch.action } });
  return batch;
}
