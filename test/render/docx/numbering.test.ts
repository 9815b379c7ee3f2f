import { describe, expect, it } from 'vitest';
import {
  closeLists,
  type ListPlace,
  noLists,
  type NumberedItem,
  placeInLists,
} from '../../../src/render/docx/numbering.ts';

type Item = readonly [NumberedItem['kind'], NumberedItem['level'], string];

function plan(items: readonly Item[]): (ListPlace | null)[] {
  let lists = noLists;
  return items.map(([kind, level, label]) => {
    const placed = placeInLists(lists, { kind, level, label });
    lists = placed.lists;
    return placed.place;
  });
}

/** The labels Word prints: every list counts up from its start. */
function labels(places: readonly (ListPlace | null)[]): (string | null)[] {
  const counts = new Map<string, number>();
  return places.map((place) => {
    if (place === null) return null;
    const list = `${place.list}#${place.instance}`;
    const count = counts.get(list) ?? place.start;
    counts.set(list, count + 1);
    return `${count}${place.suffix}`;
  });
}

function instances(places: readonly (ListPlace | null)[]): (string | null)[] {
  return places.map((place) => (place === null ? null : `${place.list}#${place.instance}`));
}

describe('placeInLists', () => {
  it('computes the labels of headings, clauses and nested items', () => {
    const items: Item[] = [
      ['heading', 2, '1.'],
      ['clause', 1, '1.'],
      ['clause', 2, '1)'],
      ['clause', 2, '2)'],
      ['clause', 3, '1)'],
      ['clause', 2, '3)'],
      ['clause', 1, '2.'],
      ['clause', 2, '1)'],
      ['heading', 2, '2.'],
      ['clause', 1, '3.'],
      ['clause', 1, '7.'],
      ['clause', 1, '8'],
      ['clause', 1, '9'],
    ];
    expect(labels(plan(items))).toEqual(items.map(([, , label]) => label));
  });

  it('continues a list while the next label follows, also across items of lower level and headings', () => {
    const [first, , , second] = instances(
      plan([
        ['clause', 1, '1.'],
        ['clause', 2, '1)'],
        ['heading', 1, '2.'],
        ['clause', 1, '2.'],
      ]),
    );
    expect(second).toBe(first);
  });

  it('begins a new list below every item, even where the number would go on', () => {
    const [, before, , after] = instances(
      plan([
        ['clause', 1, '1.'],
        ['clause', 2, '1)'],
        ['clause', 1, '2.'],
        ['clause', 2, '2)'],
      ]),
    );
    expect(after).not.toBe(before);
  });

  it('begins a new list at a number that does not follow', () => {
    const places = plan([
      ['clause', 1, '5.'],
      ['clause', 1, '9.'],
      ['clause', 1, '9.'],
    ]);
    expect(new Set(instances(places)).size).toBe(3);
    expect(labels(places)).toEqual(['5.', '9.', '9.']);
  });

  it('leaves labels that are no plain number to the text', () => {
    const texts = ['1.1.', 'а)', '4-1.', '01.', 'IV.', '', '10000.'];
    expect(plan(texts.map((label) => ['clause', 1, label] as const))).toEqual(texts.map(() => null));
  });

  it('continues a list around an item whose label is text', () => {
    const [first, , second] = instances(
      plan([
        ['clause', 1, '4.'],
        ['clause', 1, '4-1.'],
        ['clause', 1, '5.'],
      ]),
    );
    expect(second).toBe(first);
  });

  it('counts anew after the lists are closed, never in a run that was used before', () => {
    const item: NumberedItem = { kind: 'clause', level: 1, label: '1.' };
    const first = placeInLists(noLists, item);
    const second = placeInLists(closeLists(first.lists), item);
    expect(second.place).toMatchObject({ list: first.place?.list, start: 1 });
    expect(second.place?.instance).not.toBe(first.place?.instance);
  });
});
