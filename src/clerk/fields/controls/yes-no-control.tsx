import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, type ControlProps } from './control.ts';
import { isOnlyYes } from './options.ts';
import { Radios } from './radios.tsx';

/** Whether a field is one box to tick: yes, or nothing. */
export function isTicked({ node }: Pick<ControlProps, 'node'>): boolean {
  return node.valueType === 'boolean' && (isOnlyYes(node) || !node.required);
}

/** Yes or no where the form wants to know which. */
export function YesNoControl(props: ControlProps) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const { path, state } = props;
  const options = [
    { code: 'true', text: say('fields.yes') },
    { code: 'false', text: say('fields.no') },
  ];
  return (
    <Radios
      {...props}
      options={options}
      value={typeof state.value === 'boolean' ? String(state.value) : ''}
      onChoose={(code) => {
        store.set(path, code === '' ? undefined : code === 'true');
      }}
    />
  );
}

/** A box to tick, its label beside it. */
export function TickControl(props: ControlProps) {
  const { store } = useFieldScope().services;
  const { id, path, state } = props;
  return (
    <input
      id={id}
      type="checkbox"
      checked={state.value === true}
      onChange={({ currentTarget }) => {
        store.set(path, currentTarget.checked ? true : undefined);
      }}
      {...ariaOf(props)}
    />
  );
}
