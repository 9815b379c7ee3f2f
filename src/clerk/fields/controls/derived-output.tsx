import { useFieldScope } from '../field-scope.tsx';
import { shownText } from '../shown-text.ts';
import type { ControlProps } from './control.ts';

/** A value that the service works out: shown as the paper prints it, never typed. */
export function DerivedOutput({ id, path, state, labelId, describedBy }: ControlProps) {
  const { store } = useFieldScope().services;
  return (
    <output id={id} class="derived-value" aria-labelledby={labelId} aria-describedby={describedBy}>
      {shownText(store.form, path, state.value, store.language)}
    </output>
  );
}
