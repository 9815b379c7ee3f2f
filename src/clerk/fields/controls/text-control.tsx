import type { SchemaNode } from '../../../forms/schema.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, type ControlProps } from './control.ts';
import { useValueTyping } from './typing.ts';
import { WrappingInput } from './wrapping-input.tsx';

/** Longer texts than this may need more than one line. */
const longLine = 120;

/** One line, or several, of text, figures or a code. */
export function TextControl(props: ControlProps) {
  const { store } = useFieldScope().services;
  const typing = useValueTyping(store, props, store.language);
  const { id, node } = props;
  if (node.valueType === 'multiline' || (node.valueType === 'text' && (node.maxLength ?? 0) > longLine)) {
    return <WrappingInput id={id} typing={typing} several={node.valueType === 'multiline'} aria={ariaOf(props)} />;
  }
  return (
    <input
      id={id}
      type="text"
      inputMode={inputModeOf(node)}
      autocomplete="off"
      autocapitalize={node.valueType === 'code' ? 'off' : undefined}
      spellcheck={false}
      class={['integer', 'decimal', 'percent', 'money'].includes(node.valueType) ? 'number' : undefined}
      value={typing.text}
      onInput={({ currentTarget }) => {
        typing.type(currentTarget.value);
      }}
      onBlur={typing.settle}
      {...ariaOf(props)}
    />
  );
}

/** Formats of codes that are figures only. */
const figures: readonly unknown[] = ['bin', 'iin', 'bin-or-iin', 'kbe', 'tnved', 'oked', 'kato'];

/** The keyboard that a phone shows. */
function inputModeOf({ valueType, schema: { format, type } }: SchemaNode) {
  if (['decimal', 'percent', 'money'].includes(valueType)) return 'decimal';
  if (valueType === 'integer' || type === 'integer' || figures.includes(format)) return 'numeric';
  if (format === 'phone') return 'tel';
  if (format === 'email') return 'email';
  return format === 'website' ? 'url' : undefined;
}
