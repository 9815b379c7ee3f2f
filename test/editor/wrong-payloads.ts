import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/forms/json.ts';

/** What has no business in any place of a payload; some of it is right somewhere. */
const wrongValues: readonly Json[] = [
  null,
  true,
  false,
  -1.5,
  1e300,
  '',
  'мұнда мән емес',
  [],
  {},
  [null, 7, 'x', [[]], { a: [{}] }],
  { kk: 5, ru: { kk: [] }, 'a.b/c~d': null, length: 3, toString: 1 },
  { 0: { 0: {} } },
];

/** Payloads of the form with something wrong in every place, one kind of wrong at a time. */
export function wrongPayloads(example: JsonObject): JsonObject[] {
  const everywhere = wrongValues.flatMap((wrong) => [
    everyMember(example, () => wrong),
    everyMember(example, (item) => (isJsonArray(item) ? [wrong, ...item] : isJsonObject(item) ? [item] : wrong)),
    everyLeaf(example, wrong),
  ]);
  return [...everywhere, nested(example, 12)];
}

/** The payload with a thousand empty records in every table of it. */
export function withManyRecords(example: JsonObject): JsonObject {
  return everyMember(example, (item) => (isJsonArray(item) ? Array.from({ length: 1000 }, () => ({})) : item));
}

function everyMember(value: JsonObject, change: (item: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}

function everyLeaf(value: JsonObject, wrong: Json): JsonObject {
  const changed = (item: Json): Json => {
    if (isJsonArray(item)) return item.map(changed);
    return isJsonObject(item) ? everyLeaf(item, wrong) : wrong;
  };
  return everyMember(value, changed);
}

function nested(value: JsonObject, depth: number): JsonObject {
  return depth === 0 ? value : everyMember(value, () => [nested(value, depth > 3 ? 0 : depth - 1)]);
}
