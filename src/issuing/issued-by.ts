import { isJsonObject, type Json } from '../forms/json.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';

/** Events read at a time, and how many of them: a document is noted within seconds of its making. */
const batch = 200;
const batches = 10;

/**
 * Name of who issued a document, as the audit trail tells it: the record itself does not. Null where the trail has it
 * not near the time of issue.
 */
export async function issuedBy({ id, issuedAt }: DocumentRecord, registry: Registry): Promise<string | null> {
  let after = await lastBefore(issuedAt, registry);
  for (let read = 0; read < batches; read += 1) {
    const entries = await registry.audit(after, batch);
    for (const { event } of entries) {
      const { action, subject, actor } = eventIn(event);
      if (action === 'document-issued' && subject === id) {
        return isJsonObject(actor) && typeof actor['name'] === 'string' ? actor['name'] : null;
      }
    }
    const last = entries.at(-1);
    if (last === undefined) return null;
    after = last.position;
  }
  return null;
}

/** Position of the last event before an instant; 0 where there is none. Positions follow time. */
async function lastBefore(instant: string, registry: Registry): Promise<number> {
  const isBefore = async (position: number) => {
    const [entry] = await registry.audit(position - 1, 1);
    const at = entry === undefined ? undefined : eventIn(entry.event)['at'];
    return typeof at === 'string' && at < instant;
  };
  let above = 1;
  while (await isBefore(above)) above *= 2;
  let below = above >> 1;
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (await isBefore(middle)) below = middle;
    else above = middle;
  }
  return below;
}

function eventIn(text: string): Readonly<Record<string, Json>> {
  const event: unknown = JSON.parse(text);
  return isJsonObject(event) ? event : {};
}
