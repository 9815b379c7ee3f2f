import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import { Problem } from '../problem.ts';

/** Real payloads spend some thirty bytes on a value; a body of bare zeros would drown the validator in errors. */
const bytesOfSmallestValue = 16;

/**
 * Refuses data that packs more values into a body than any form has.
 * @param bytes limit of the body that the value came in
 * @throws Problem `body-too-many-values`
 */
export function refuseTooManyValues(value: Json, bytes: number): void {
  const limit = Math.floor(bytes / bytesOfSmallestValue);
  let count = 0;
  const visit = (item: Json): void => {
    count += 1;
    if (count > limit) throw new Problem('body-too-many-values', { params: { limit } });
    if (isJsonArray(item)) item.forEach(visit);
    else if (isJsonObject(item)) Object.values(item).forEach(visit);
  };
  visit(value);
}
