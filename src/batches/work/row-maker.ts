import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Drafts } from '../../drafts/drafts.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import { isJsonObject, type Json, type JsonObject, withValueAt } from '../../forms/json.ts';
import { asRefusals } from '../../http/refusals.ts';
import type { Issuing } from '../../issuing/issuing.ts';
import { Problem } from '../../problem.ts';
import type { Batch, ItemOutcome, WaitingItem } from '../../registry/batches.ts';
import { RegistryUnavailableError } from '../../registry/errors.ts';
import type { Issuer } from '../../registry/issuer.ts';
import { PoolClosedError, RenderTimeoutError } from '../../render/pdf/errors.ts';
import { canonicalBytes } from '../../trust/canonical.ts';
import { failureOf } from '../failure.ts';

/** How often a row is tried whose document failed for a reason that may pass, as a browser that died. */
const attemptLimit = 3;

export interface RowMakerParts {
  readonly catalogue: Catalogue;
  readonly drafts: Drafts;
  readonly issuing: Issuing;
  readonly log: Logger;
}

/** Makes of a row what the batch asks for. */
export class RowMaker {
  readonly #parts: RowMakerParts;

  constructor(parts: RowMakerParts) {
    this.#parts = parts;
  }

  /**
   * Null while another process makes it, as one that was cut off and goes on.
   * Rejects with RegistryUnavailableError, and with PoolClosedError when the service stops.
   */
  async make(batch: Batch, issuer: Issuer, item: WaitingItem): Promise<ItemOutcome | null> {
    try {
      return batch.action === 'issue' ? await this.#issue(batch, issuer, item) : await this.#render(batch, item);
    } catch (error) {
      if (error instanceof RegistryUnavailableError || error instanceof PoolClosedError) throw error;
      if (error instanceof Problem && error.code === 'idempotency-in-flight') return null;
      if (error instanceof Problem && error.status < 500) return { kind: 'failed', failure: failureOf(error) };
      if (item.attempts + 1 < attemptLimit) return { kind: 'deferred' };
      this.#parts.log.error({ batch: batch.id, position: item.position, err: error }, 'a row of a batch failed');
      return { kind: 'failed', failure: failureOf(faultOf(error, batch, item)) };
    }
  }

  /** However often a row is tried, and by whom, its Idempotency-Key lets one document be made of it. */
  async #issue(batch: Batch, issuer: Issuer, { position, number, data }: WaitingItem): Promise<ItemOutcome> {
    const { issuing } = this.#parts;
    const { form, languages, actor } = batch;
    const order = { parts: [{ form, data, pointer: '' }], languages, number, replaces: null } as const;
    const claim = {
      apiKey: actor.id,
      route: 'batch',
      key: `batch:${batch.id}:${position}`,
      fingerprint: createHash('sha256').update(canonicalBytes({ data, number })).digest('hex'),
    };
    return asRefusals(async () => {
      const context = { issuer, actor, background: true, idempotency: claim };
      if (batch.dryRun) {
        issuing.check(order, context);
        return { kind: 'checked' };
      }
      const { body } = await issuing.issue(order, context);
      return { kind: 'issued', document: idIn(body) };
    });
  }

  async #render({ form: id, languages, format, dryRun }: Batch, { number, data }: WaitingItem): Promise<ItemOutcome> {
    const { drafts, catalogue } = this.#parts;
    const form = catalogue.get(id);
    const field = form.about.numberField;
    const payload = number === null || field === undefined ? data : asObject(withValueAt(data, field, number));
    const options = { languages, format, incomplete: false, background: true };
    if (dryRun) {
      drafts.check(form, payload, options);
      return { kind: 'checked' };
    }
    const { bytes } = await drafts.render(form, payload, options, new Stopwatch());
    return { kind: 'rendered', bytes };
  }
}

/** A fault of ours, or of something that we need, as its own request would be told of it. */
function faultOf(error: unknown, batch: Batch, { position }: WaitingItem): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RenderTimeoutError) {
    return new Problem('render-timeout', { params: { seconds: error.limitMilliseconds / 1000 } });
  }
  return new Problem('internal-error', { params: { request: `${batch.id}:${position}` } });
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function idIn(body: Json): string {
  const id = isJsonObject(body) ? body['id'] : undefined;
  if (typeof id !== 'string') throw new Error('an issued document has no id');
  return id;
}
