import type { ChoiceOption } from '../../paper/choice-options.ts';
import type { ClientForm } from '../../state/client-form.ts';
import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { Combobox } from './combobox.tsx';
import { ariaOf, type ControlProps } from './control.ts';
import { choicesFor } from './options.ts';
import { Radios } from './radios.tsx';

/** More options than these are searched, not looked through. */
const mostSelected = 7;
/** So few options are all seen at once. */
const mostSeen = 3;
/** Words that a list of the browser would cut off. */
const longWords = 48;

/** So few or so long options are all seen at once; many are searched. */
function wayOf(options: readonly ChoiceOption[]): 'seen' | 'selected' | 'searched' {
  if (options.length > mostSelected) return 'searched';
  return options.length <= mostSeen || options.some(({ text }) => text.length > longWords) ? 'seen' : 'selected';
}

/** Whether a choice is made in one input, which the label of the field is for. */
export function isOneInputChoice(form: ClientForm, path: string): boolean {
  return wayOf(choicesFor(form, path, {})) !== 'seen';
}

/** One of several codes, by their words: seen at once, selected or searched, as many as there are. */
export function ChoiceControl(props: ControlProps) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const { id, path, state } = props;
  const options = choicesFor(store.form, path, store.derived);
  const value = state.unreadable ?? (typeof state.value === 'string' ? state.value : '');
  const choose = (code: string) => {
    store.set(path, code === '' ? undefined : code);
  };
  const way = wayOf(options);
  if (way === 'searched') return <Combobox {...props} value={value} onChoose={choose} />;
  if (way === 'seen') {
    const shown = options.map(({ value: code, text }) => ({ code, text }));
    return <Radios {...props} options={shown} value={value} onChoose={choose} />;
  }
  const isKnown = options.some((option) => option.value === value);
  return (
    <select
      id={id}
      value={value}
      onChange={({ currentTarget }) => {
        choose(currentTarget.value);
      }}
      {...ariaOf(props)}
    >
      <option value="">{say('fields.choose')}</option>
      {isKnown || value === '' ? null : <option value={value}>{value}</option>}
      {options.map(({ value: code, text }) => (
        <option key={code} value={code}>
          {text}
        </option>
      ))}
    </select>
  );
}
