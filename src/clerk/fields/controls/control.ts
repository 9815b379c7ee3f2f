import type { AriaAttributes } from 'preact';
import type { SchemaNode } from '../../../forms/schema.ts';
import type { FieldState } from '../store-hooks.ts';

/** What every kind of input needs to know of its field. */
export interface ControlProps {
  /** Of the input, or of the first of several. */
  readonly id: string;
  readonly path: string;
  readonly node: SchemaNode;
  readonly state: FieldState;
  readonly label: string;
  readonly labelId: string;
  /** Ids of the help and error texts; undefined where there are none. */
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
}

/** What an input tells a screen reader besides its label. */
export function ariaOf({ state, describedBy, isInvalid }: ControlProps): AriaAttributes {
  return {
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid ? true : undefined,
    'aria-required': state.isNeeded ? true : undefined,
  };
}

/** The same for several inputs that stand for one field. */
export function groupAriaOf({ labelId, describedBy }: ControlProps): AriaAttributes {
  return { 'aria-labelledby': labelId, 'aria-describedby': describedBy };
}
