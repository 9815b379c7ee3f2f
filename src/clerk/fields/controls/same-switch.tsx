import { useReducer, useRef } from 'preact/hooks';
import { useWords } from '../../words.ts';

/**
 * Whether a text is one for both languages: as its value has it, or as it was last while there is none.
 *
 * @param given undefined while there is no value
 */
export function useSame(given: boolean | undefined): [boolean, (same: boolean) => void] {
  const last = useRef(false);
  const [, again] = useReducer((count: number) => count + 1, 0);
  if (given !== undefined) last.current = given;
  return [
    last.current,
    (same) => {
      last.current = same;
      again(undefined);
    },
  ];
}

interface SameSwitchProps {
  readonly isSame: boolean;
  readonly onToggle: (same: boolean) => void;
}

export function SameSwitch({ isSame, onToggle }: SameSwitchProps) {
  const say = useWords();
  return (
    <label class="choice same-switch">
      <input
        type="checkbox"
        checked={isSame}
        onChange={({ currentTarget }) => {
          onToggle(currentTarget.checked);
        }}
      />
      {say('fields.same')}
    </label>
  );
}
