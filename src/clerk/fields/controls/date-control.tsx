import { useRef } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, type ControlProps } from './control.ts';
import { useValueTyping } from './typing.ts';

/** A date typed in any of the ways that people write one, or picked in the browser's own calendar. */
export function DateControl(props: ControlProps) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const typing = useValueTyping(store, props, store.language);
  const picker = useRef<HTMLInputElement>(null);
  const { id, path, label, state } = props;
  return (
    <span class="affixed">
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        class="number"
        placeholder={say('fields.datePattern')}
        value={typing.text}
        onInput={({ currentTarget }) => {
          typing.type(currentTarget.value);
        }}
        onBlur={typing.settle}
        {...ariaOf(props)}
      />
      <input
        ref={picker}
        type="date"
        class="date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={typeof state.value === 'string' ? state.value : ''}
        onChange={({ currentTarget }) => {
          typing.settle();
          store.set(path, currentTarget.value === '' ? undefined : currentTarget.value);
          store.touch(path);
        }}
      />
      <button
        type="button"
        class="quiet"
        aria-label={say('fields.pickDate', { label })}
        title={say('fields.calendar')}
        onClick={() => {
          picker.current?.showPicker();
        }}
      >
        <Icon name="calendar" />
      </button>
    </span>
  );
}
