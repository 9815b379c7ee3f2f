import type { Language } from '../../../compose/document.ts';
import { languagesOf } from '../../../forms/definition.ts';
import { readEntered } from '../../../forms/entered.ts';
import { isJsonObject, type Json } from '../../../forms/json.ts';
import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, groupAriaOf, type ControlProps } from './control.ts';
import { SameSwitch, useSame } from './same-switch.tsx';
import { sameJson, useTyping } from './typing.ts';
import { WrappingInput } from './wrapping-input.tsx';

/** A text in both languages side by side, or one text for both. */
export function LocalizedControl(props: ControlProps) {
  const { store } = useFieldScope().services;
  const { state, path } = props;
  const languages = languagesOf(store.form);
  const [only, ...others] = languages;
  const [isSame, setSame] = useSame(state.value === undefined ? undefined : typeof state.value === 'string');
  if (only !== undefined && others.length === 0) return <Words {...props} language={only} isSame={isSame} alone />;
  const toggle = (same: boolean) => {
    setSame(same);
    if (state.value !== undefined) store.set(path, same ? joined(state.value, store.language) : parted(state.value));
  };
  return (
    <div role="group" class="both-languages" {...groupAriaOf(props)}>
      {isSame ? (
        <Words {...props} language={store.language} isSame alone />
      ) : (
        <div class="side-by-side">
          {languages.map((language, index) => (
            <Words
              key={language}
              {...props}
              id={index === 0 ? props.id : `${props.id}-${language}`}
              language={language}
              isSame={false}
            />
          ))}
        </div>
      )}
      <SameSwitch isSame={isSame} onToggle={toggle} />
    </div>
  );
}

interface WordsProps extends ControlProps {
  readonly language: Language;
  readonly isSame: boolean;
  /** The only input of its field. */
  readonly alone?: boolean;
}

function Words({ language, isSame, alone = false, ...props }: WordsProps) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const { id, path, node, state, label } = props;
  const several = node.valueType === 'localizedMultiline';
  const read = (text: string): Json | undefined => {
    const previous = isSame ? '' : isJsonObject(state.value) ? state.value : undefined;
    const entered = readEntered(node, text, { language, previous });
    return entered.kind === 'value' ? entered.value : undefined;
  };
  const typing = useTyping(
    wordsIn(state.value, language),
    (text) => sameJson(read(text), state.value),
    (text) => {
      store.set(path, read(text));
    },
  );
  if (alone) {
    const aria = { ...ariaOf(props), ...(isSame ? { 'aria-label': label } : {}) };
    return <WrappingInput id={id} typing={typing} several={several} aria={aria} />;
  }
  return (
    <div class="in-language">
      <label for={id}>
        <span aria-hidden="true">{say(`fields.short.${language}`)}</span>
        <span class="visually-hidden">{say(`fields.in.${language}`, { label })}</span>
      </label>
      <WrappingInput id={id} typing={typing} several={several} language={language} aria={ariaOf(props)} />
    </div>
  );
}

function wordsIn(value: Json | undefined, language: Language): string {
  if (typeof value === 'string') return value;
  const words = isJsonObject(value) ? value[language] : undefined;
  return typeof words === 'string' ? words : '';
}

/** One text for both languages: that of the paper's language, or the only one there is. */
function joined(value: Json, language: Language): Json {
  if (!isJsonObject(value)) return value;
  return value[language] ?? value['kk'] ?? value['ru'] ?? '';
}

function parted(value: Json): Json {
  return typeof value === 'string' ? { kk: value, ru: value } : value;
}
