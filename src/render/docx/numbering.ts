import { AlignmentType, type ILevelsOptions, LevelFormat, LevelSuffix } from 'docx';
import { firstLineIndent } from './page.ts';

/** What is numbered: a heading or clause with its level and the label printed before it. */
export interface NumberedItem {
  readonly kind: 'heading' | 'clause';
  readonly level: 1 | 2 | 3;
  readonly label: string;
}

/** The place of an item in a Word list: a list definition and one run through it that starts at `start`. */
export interface ListPlace {
  readonly kind: NumberedItem['kind'];
  /** Name of the list definition. */
  readonly list: string;
  /** Which run through the definition: every run counts anew from `start`. */
  readonly instance: number;
  readonly start: number;
  /** What follows the number: nothing, a full stop or a bracket. */
  readonly suffix: string;
}

interface OpenList {
  readonly place: ListPlace;
  readonly level: number;
  readonly next: number;
}

/** Lists open at a point of the document, and how many runs of every definition there have been. */
export interface Lists {
  readonly open: ReadonlyMap<string, OpenList>;
  readonly instances: ReadonlyMap<string, number>;
}

export const noLists: Lists = { open: new Map(), instances: new Map() };

// Longer numbers, and numbers with leading zeros, Word would not print as they stand.
const numberLabel = /^(0|[1-9]\d{0,3})([.)]?)$/;
const suffixNames = new Map([
  ['', 'bare'],
  ['.', 'stop'],
  [')', 'bracket'],
]);

/**
 * Finds the place of the next item: it continues the open list of its kind, level and suffix when its label is the
 * next number there, and opens a new one otherwise. An item closes the lists below its level. The place is null where
 * the label is no plain number («1.1.», «а)») and has to be printed as text.
 */
export function placeInLists(lists: Lists, item: NumberedItem): { place: ListPlace | null; lists: Lists } {
  const open = new Map([...lists.open].filter(([, list]) => !closes(item, list)));
  const [, digits, suffix] = numberLabel.exec(item.label) ?? [];
  if (digits === undefined || suffix === undefined) return { place: null, lists: { ...lists, open } };
  const number = Number(digits);
  const key = `${item.kind}-${item.level}-${suffixNames.get(suffix) ?? suffix}`;
  const current = open.get(key);
  if (current?.next === number) {
    open.set(key, { ...current, next: number + 1 });
    return { place: current.place, lists: { ...lists, open } };
  }
  const list = `${key}-from-${number}`;
  const instance = lists.instances.get(list) ?? 0;
  const place = { kind: item.kind, list, instance, start: number, suffix };
  open.set(key, { place, level: item.level, next: number + 1 });
  return { place, lists: { open, instances: new Map(lists.instances).set(list, instance + 1) } };
}

/** The same document further on, with every list closed: a new language, a new cell. */
export function closeLists(lists: Lists): Lists {
  return { ...lists, open: new Map() };
}

/**
 * The list definition of a place. Its paragraphs look like unnumbered ones: the number stands in the first line,
 * followed by a space.
 */
export function listDefinition(place: ListPlace): { reference: string; levels: ILevelsOptions[] } {
  const firstLine = place.kind === 'clause' ? firstLineIndent : 0;
  return {
    reference: place.list,
    levels: [
      {
        level: 0,
        format: LevelFormat.DECIMAL,
        text: `%1${place.suffix}`,
        start: place.start,
        suffix: LevelSuffix.SPACE,
        alignment: AlignmentType.LEFT,
        style: { paragraph: { indent: { left: 0, firstLine } } },
      },
    ],
  };
}

function closes(item: NumberedItem, list: OpenList): boolean {
  if (item.kind === 'heading' && list.place.kind === 'clause') return list.level > 1;
  return item.kind === list.place.kind && list.level > item.level;
}
