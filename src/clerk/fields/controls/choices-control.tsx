import { isJsonArray } from '../../../forms/json.ts';
import { useFieldScope } from '../field-scope.tsx';
import { groupAriaOf, type ControlProps } from './control.ts';
import { choicesFor } from './options.ts';

/** Any number of codes: boxes to tick, kept in the order of the form. */
export function ChoicesControl(props: ControlProps) {
  const { store } = useFieldScope().services;
  const { id, path, state } = props;
  const chosen = isJsonArray(state.value) ? state.value : [];
  const options = choicesFor(store.form, path, store.derived);
  const toggle = (code: string, isChosen: boolean) => {
    const codes = options
      .map(({ value }) => value)
      .filter((value) => (value === code ? isChosen : chosen.includes(value)));
    store.set(path, codes.length === 0 ? undefined : codes);
  };
  return (
    <div role="group" class="options" {...groupAriaOf(props)}>
      {options.map(({ value, text, applies }, index) => (
        <label key={value} class={`choice${applies ? '' : ' soft'}`}>
          <input
            id={index === 0 ? id : undefined}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget }) => {
              toggle(value, currentTarget.checked);
            }}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}
