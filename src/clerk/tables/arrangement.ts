import { conditionStands, type PaperCondition } from '../../compose/conditions.ts';
import { indexIn, movedPath } from './record-place.ts';

/**
 * The records of a table in a new order: for each place the number of the record that stood elsewhere before, or a new
 * one. Records that are not named go.
 */
export type Arrangement = readonly (number | 'new')[];

export function withAdded(count: number, at: number, added: number): Arrangement {
  const places = upTo(count);
  return [...places.slice(0, at), ...Array.from({ length: added }, () => 'new' as const), ...places.slice(at)];
}

/** Without a record; where it is the last one left, an empty record takes its place. */
export function withRemoved(count: number, index: number): Arrangement {
  return count <= 1 ? ['new'] : upTo(count).filter((place) => place !== index);
}

export function withMoved(count: number, from: number, to: number): Arrangement {
  return upTo(count).toSpliced(from, 1).toSpliced(to, 0, from);
}

/** What the paper owes to the data once the records of a table stand in a new order. */
export function rearrangedConditions(
  conditions: readonly PaperCondition[],
  source: string,
  arrangement: Arrangement,
  ofNew: readonly PaperCondition[],
): PaperCondition[] {
  const byRecord = Map.groupBy(conditions, ({ path }) => indexIn(source, path));
  const outside = (byRecord.get(undefined) ?? []).map((condition) =>
    condition.kind === 'rows' && condition.path === source ? { ...condition, count: arrangement.length } : condition,
  );
  const inside = arrangement.flatMap((place, index) =>
    (place === 'new' ? ofNew : (byRecord.get(place) ?? [])).map((condition) => ({
      ...condition,
      path: movedPath(source, condition.path, index),
    })),
  );
  return [...outside, ...inside];
}

/** Whether a record is on the paper as an empty one would be. */
export function looksEmpty(conditions: readonly PaperCondition[]): boolean {
  return conditions.every((condition) => conditionStands(condition, {}));
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
