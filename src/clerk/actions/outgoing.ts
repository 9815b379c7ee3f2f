import { valueAt, type JsonObject } from '../../forms/json.ts';
import { placesOf } from '../../forms/rows.ts';
import type { FormStore } from '../state/form-store.ts';
import { finished, withChanges } from '../state/payload-change.ts';

/**
 * The payload as it is sent: without empty rows at the ends, and without what the service computes itself, which values
 * taken over from an issued document still hold.
 */
export function outgoingPayload(store: FormStore): JsonObject {
  const payload = finished(store.payload);
  const computed = store.form.about.derived
    .filter(({ kind }) => kind !== 'copy')
    .flatMap(({ field }) => placesOf(payload, field))
    .map(({ path }) => path)
    .filter((path) => valueAt(payload, path) !== undefined && store.isDerived(path));
  if (computed.length === 0) return payload;
  return withChanges(
    payload,
    computed.map((path) => ({ path, value: undefined })),
  );
}
