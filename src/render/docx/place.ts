import type { Language, OfficialDocument } from '../../compose/document.ts';
import { closeLists, type ListPlace, type Lists, noLists, type NumberedItem, placeInLists } from './numbering.ts';
import type { Logo } from '../logo.ts';
import type { VerificationMark } from '../verification/mark.ts';
import type { Page } from './page.ts';
import type { Signing } from './signing.ts';

/** Where a block is drawn: the room it has and the look of the text around it. */
export interface Place {
  readonly page: Page;
  readonly mode: OfficialDocument['mode'];
  readonly logo: Logo | null;
  /** Code of an issued document; null in drafts and blanks. */
  readonly mark: VerificationMark | null;
  readonly signing: Signing;
  /** Language to mark runs with; null where it is the document's own. */
  readonly runLanguage: Language | null;
  /** Width of a text line in twips. */
  readonly width: number;
  /** Size of the text in points. */
  readonly fontSize: number;
  /** Characters' worth of the first line that stands before the text: its indent and its number. */
  readonly begun: number;
  readonly cell: CellPlace | null;
  /** The block has to stay on one page with the block after it. */
  readonly keepNext: boolean;
  readonly numbering: Numbering;
  /** Number of the next picture of the document, from 1. */
  readonly nextPicture: () => number;
  /** Number of the next content control of the document, from 1. */
  readonly nextControl: () => number;
}

/** What a table cell asks of the text in it. */
export interface CellPlace {
  readonly style: 'grid' | 'plain';
  readonly header: boolean;
  readonly dense: boolean;
}

/** The lists of one document while it is drawn, in the order its numbered items are printed. */
export interface Numbering {
  /** The list the item belongs to, or null where its label has to be printed as text. */
  place(item: NumberedItem): ListPlace | null;
  /** Ends all lists: what follows is counted for itself. */
  close(): void;
  /** One place of every list definition that was used. */
  used(): ListPlace[];
}

/** A numbering in which no list has begun. */
export function newNumbering(): Numbering {
  let lists: Lists = noLists;
  const used = new Map<string, ListPlace>();
  return {
    place(item) {
      const placed = placeInLists(lists, item);
      lists = placed.lists;
      if (placed.place !== null) used.set(placed.place.list, placed.place);
      return placed.place;
    },
    close() {
      lists = closeLists(lists);
    },
    used: () => [...used.values()],
  };
}
