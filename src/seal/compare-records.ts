import { isJsonArray, isJsonObject, type Json } from '../forms/json.ts';
import type { EmbeddedRecord } from './embedded-record.ts';

/**
 * Where two records differ: JSON pointers (RFC 6901) into them, such as `/number` or `/data/goods/0/name`, in the order
 * of the issued record, then those of members that only the found one has. A value that one of them lacks, or that has
 * another type, is named once, not member by member.
 */
export function compareRecords(issued: EmbeddedRecord, found: EmbeddedRecord): readonly string[] {
  return differences({ ...issued }, { ...found }, '');
}

function differences(issued: Json | undefined, found: Json | undefined, pointer: string): string[] {
  if (isJsonArray(issued) && isJsonArray(found)) {
    const length = Math.max(issued.length, found.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differences(issued[index], found[index], `${pointer}/${index}`),
    );
  }
  if (isJsonObject(issued) && isJsonObject(found)) {
    return [...new Set([...Object.keys(issued), ...Object.keys(found)])].flatMap((key) =>
      differences(memberOf(issued, key), memberOf(found, key), `${pointer}/${escaped(key)}`),
    );
  }
  return issued === found ? [] : [pointer];
}

function memberOf(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
