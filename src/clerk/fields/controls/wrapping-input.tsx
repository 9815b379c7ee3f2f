import type { AriaAttributes } from 'preact';
import type { Typing } from './typing.ts';

interface WrappingInputProps {
  readonly id: string;
  readonly typing: Typing;
  /** Lines are kept apart; otherwise the text is one line that wraps. */
  readonly several: boolean;
  /** Language of the text. */
  readonly language?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly inputMode?: 'numeric' | undefined;
  readonly aria: AriaAttributes;
}

/** A text that is seen whole, however narrow the screen is: the input grows with it. */
export function WrappingInput({ id, typing, several, language, placeholder, inputMode, aria }: WrappingInputProps) {
  return (
    <textarea
      id={id}
      class={several ? undefined : 'line'}
      rows={several ? 3 : 1}
      lang={language}
      placeholder={placeholder}
      inputMode={inputMode}
      autocomplete="off"
      value={typing.text}
      onInput={({ currentTarget }) => {
        typing.type(currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (!several && event.key === 'Enter') event.preventDefault();
      }}
      onBlur={typing.settle}
      {...aria}
    />
  );
}
