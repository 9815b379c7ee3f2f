import { useReducer, useRef } from 'preact/hooks';
import { withoutIndexes } from '../../forms/json.ts';
import type { SchemaNode } from '../../forms/schema.ts';
import { labelLanguage, labelOf } from '../findings/sentence.ts';
import type { ClientForm } from '../state/client-form.ts';
import { interfaceLanguage, useWords } from '../words.ts';
import { ChoiceControl, isOneInputChoice } from './controls/choice-control.tsx';
import { ChoicesControl } from './controls/choices-control.tsx';
import type { ControlProps } from './controls/control.ts';
import { DateControl } from './controls/date-control.tsx';
import { DerivedOutput } from './controls/derived-output.tsx';
import { isListOfWords, ListControl } from './controls/list-control.tsx';
import { LocalizedControl } from './controls/localized-control.tsx';
import { TextControl } from './controls/text-control.tsx';
import { isTicked, TickControl, YesNoControl } from './controls/yes-no-control.tsx';
import { useFieldScope } from './field-scope.tsx';
import { FindingTexts } from './finding-texts.tsx';
import { useField, type FieldState } from './store-hooks.ts';

interface FieldInputProps {
  /** With indexes. */
  readonly path: string;
  /** The full label with its row unless told. */
  readonly label?: string;
}

/** Any field of the schema with its label, its input and what is wrong with it. */
export function FieldInput({ path, label }: FieldInputProps) {
  useWords();
  const { services } = useFieldScope();
  const node = services.store.form.schema.nodeAt(withoutIndexes(path));
  if (node === undefined) return null;
  return <KnownField key={path} path={path} node={node} label={label ?? labelOf(services.store.form, path)} />;
}

function KnownField({
  path,
  node,
  label,
}: {
  readonly path: string;
  readonly node: SchemaNode;
  readonly label: string;
}) {
  const say = useWords();
  const { services, prefix } = useFieldScope();
  const { store } = services;
  const state = useField(store, path, node);
  const { findings, startEditing, leave } = useShownFindings(state, () => {
    store.touch(path);
  });
  const id = `${prefix}-${path}`;
  const labelId = `${id}-label`;
  const help = state.isDerived ? say('fields.isDerived') : node.valueType === 'list' ? say('fields.onePerLine') : '';
  const described = [help === '' ? '' : `${id}-help`, findings.length === 0 ? '' : `${id}-error`].filter(Boolean);
  const control: ControlProps = {
    id,
    path,
    node,
    state,
    label,
    labelId,
    describedBy: described.length === 0 ? undefined : described.join(' '),
    isInvalid: findings.some(({ severity }) => severity === 'error'),
  };
  const isTick = !state.isDerived && isTicked(control);
  const named = (
    <span id={labelId} lang={interfaceLanguage.current === 'en' ? labelLanguage() : undefined}>
      {label}
      {state.isNeeded && !state.isDerived ? (
        <span class="needed" title={say('fields.needed')} aria-hidden="true">
          {' *'}
        </span>
      ) : null}
    </span>
  );
  return (
    <div class={`field ${widthOf(node)}`} data-field={path} onInputCapture={startEditing} onFocusOut={leave}>
      {isTick ? (
        <label class="choice" for={id}>
          <TickControl {...control} />
          {named}
        </label>
      ) : (
        <>
          {isOneInput(control, store.form) ? <label for={id}>{named}</label> : <div class="label">{named}</div>}
          <Control {...control} />
        </>
      )}
      {help === '' ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FindingTexts id={`${id}-error`} findings={findings} />
    </div>
  );
}

/** What is wrong, told when the field is left: while it is being typed in, nothing new is told, only less. */
function useShownFindings({ findings }: FieldState, touch: () => void) {
  const isEditing = useRef(false);
  const told = useRef(findings);
  const [, again] = useReducer((count: number) => count + 1, 0);
  if (!isEditing.current) told.current = findings;
  const before = new Set(told.current.map(({ error }) => error.code));
  return {
    findings: findings.filter(({ error }) => before.has(error.code)),
    // Told before the input hears of it; rendering here would put its old text back.
    startEditing: () => {
      isEditing.current = true;
    },
    leave: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) {
        return;
      }
      isEditing.current = false;
      again(undefined);
      touch();
    },
  };
}

function Control(props: ControlProps) {
  if (props.state.isDerived) return <DerivedOutput {...props} />;
  switch (props.node.valueType) {
    case 'localized':
    case 'localizedMultiline':
      return <LocalizedControl {...props} />;
    case 'date':
      return <DateControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'boolean':
      return <YesNoControl {...props} />;
    case 'list':
      return <ListControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}

/** Whether the label belongs to one input; labels of several name their group. */
function isOneInput({ node, path, state }: ControlProps, form: ClientForm): boolean {
  if (state.isDerived) return false;
  if (node.valueType === 'list') return !isListOfWords(node);
  if (node.valueType === 'choice') return isOneInputChoice(form, path);
  return !['localized', 'localizedMultiline', 'choices', 'boolean'].includes(node.valueType);
}

/** Short values stand beside each other where there is room. */
function widthOf({ valueType, schema }: SchemaNode): string {
  if (['date', 'integer', 'decimal', 'percent', 'money'].includes(valueType)) return '';
  return valueType === 'code' || typeof schema['format'] === 'string' ? '' : 'wide';
}
