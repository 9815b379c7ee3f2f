import type { Signature, Slot } from '../../compose/document.ts';
import { charactersOf } from './blanks.ts';
import type { Place } from './place.ts';
import { denseTableSize } from './styles.ts';

/** A slot and its column; lengths in twips. */
export interface PlacedSlot {
  readonly slot: Slot;
  readonly left: number;
  /** Width of the column; of all but the last a gap is part. */
  readonly column: number;
  /** Width of the line and its caption. */
  readonly line: number;
}

export interface SignatureRow {
  readonly slots: readonly PlacedSlot[];
  /** Lines that each caption takes: slots of a row stand level when their captions are equally high. */
  readonly captionLines: number;
}

/** A signature block as the rows of a table, `width` twips wide: slots side by side, or one a row. */
export interface SignatureGrid {
  readonly width: number;
  readonly rows: readonly SignatureRow[];
}

/** Twips between the slots of a row. */
const slotGap = 200;
/** Part of the page that a signature on a line of its own takes. */
const stackShare = 0.6;

export function signatureGrid({ direction, slots }: Signature, place: Pick<Place, 'width' | 'cell'>): SignatureGrid {
  if (direction === 'row') return { width: place.width, rows: [rowOf(slots, place.width)] };
  const width = place.cell === null ? Math.round(place.width * stackShare) : place.width;
  return { width, rows: slots.map((slot) => rowOf([slot], width)) };
}

/** Lines of a caption, by the width of its letters. */
export function linesOf(caption: string, width: number): number {
  return Math.ceil(caption.length / charactersOf({ width, fontSize: denseTableSize }));
}

function rowOf(slots: readonly Slot[], width: number): SignatureRow {
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0);
  let passed = 0;
  const placed = slots.map((slot, index) => {
    const left = Math.round((passed / total) * width);
    passed += slot.weight;
    const column = Math.round((passed / total) * width) - left;
    return { slot, left, column, line: index < slots.length - 1 ? column - slotGap : column };
  });
  return { slots: placed, captionLines: Math.max(...placed.map(({ slot, line }) => linesOf(slot.caption, line))) };
}
