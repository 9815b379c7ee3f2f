import type { FillKind, PaperField, PaperFields } from './paper-fields.ts';
import { pathOf, patternOf } from './places.ts';

/** A blank or box with its field. `derived`: its value is computed, it is only looked at. */
export interface Spot {
  readonly place: HTMLElement;
  readonly field: PaperField;
  readonly kind: FillKind | 'box' | 'derived';
  /** As rows move, the place may come to stand for another path. */
  readonly path: string;
}

/** Undefined for what the paper counts by itself. */
export function spotAt(place: HTMLElement, fields: PaperFields): Spot | undefined {
  const field = fields.fieldAt(patternOf(pathOf(place)));
  if (field === undefined) return undefined;
  const kind = place.hasAttribute('data-check')
    ? 'box'
    : place.classList.contains('derived')
      ? 'derived'
      : fields.kindOf(field, place);
  return {
    place,
    field,
    kind,
    get path() {
      return pathOf(place);
    },
  };
}
