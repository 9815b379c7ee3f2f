import { useWords } from '../../words.ts';
import { groupAriaOf, type ControlProps } from './control.ts';

interface RadiosProps extends ControlProps {
  readonly options: readonly { readonly code: string; readonly text: string }[];
  /** Code of the chosen option; empty for none. */
  readonly value: string;
  readonly onChoose: (code: string) => void;
}

/** Options that are all seen at once; what was chosen can be taken back. */
export function Radios({ options, value, onChoose, ...props }: RadiosProps) {
  const say = useWords();
  const { id, state, isInvalid, label } = props;
  return (
    <div
      role="radiogroup"
      class="options"
      {...groupAriaOf(props)}
      aria-invalid={isInvalid ? true : undefined}
      aria-required={state.isNeeded ? true : undefined}
    >
      {options.map(({ code, text }, index) => (
        <label key={code} class="choice">
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={id}
            checked={value === code}
            onChange={() => {
              onChoose(code);
            }}
          />
          <span>{text}</span>
        </label>
      ))}
      {value === '' ? null : (
        <button
          type="button"
          class="quiet small"
          aria-label={say('fields.clearField', { label })}
          onClick={() => {
            onChoose('');
          }}
        >
          {say('fields.clear')}
        </button>
      )}
    </div>
  );
}
