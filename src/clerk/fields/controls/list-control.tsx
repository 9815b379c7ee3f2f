import type { Language } from '../../../compose/document.ts';
import { languagesOf } from '../../../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../forms/json.ts';
import type { SchemaNode } from '../../../forms/schema.ts';
import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, groupAriaOf, type ControlProps } from './control.ts';
import { SameSwitch, useSame } from './same-switch.tsx';
import { sameJson, useTyping, useValueTyping } from './typing.ts';
import { WrappingInput } from './wrapping-input.tsx';

/** Several texts or figures, one a line. */
export function ListControl(props: ControlProps) {
  return isListOfWords(props.node) ? <WordsList {...props} /> : <PlainList {...props} />;
}

/** Whether the items are words that may differ between the languages. */
export function isListOfWords({ items }: SchemaNode): boolean {
  return isJsonArray(items?.['type']);
}

function PlainList(props: ControlProps) {
  const { store } = useFieldScope().services;
  const typing = useValueTyping(store, props, store.language);
  const figures = props.node.items?.['type'] === 'integer';
  return (
    <WrappingInput
      id={props.id}
      typing={typing}
      several
      inputMode={figures ? 'numeric' : undefined}
      aria={ariaOf(props)}
    />
  );
}

/** Items in both languages: lines that stand beside each other are one item. */
function WordsList(props: ControlProps) {
  const { store } = useFieldScope().services;
  const { path, state } = props;
  const items = isJsonArray(state.value) ? state.value : [];
  const [isSame, setSame] = useSame(items.length === 0 ? undefined : items.every((item) => typeof item === 'string'));
  const toggle = (same: boolean) => {
    setSame(same);
    const next = items.map((item) => (same ? textIn(item, store.language) : parted(item)));
    if (items.length > 0) store.set(path, next);
  };
  return (
    <div role="group" class="both-languages" {...groupAriaOf(props)}>
      {isSame ? (
        <Lines {...props} language={store.language} isSame />
      ) : (
        <div class="side-by-side">
          {languagesOf(store.form).map((language, index) => (
            <Lines
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

function Lines({
  language,
  isSame,
  ...props
}: ControlProps & { readonly language: Language; readonly isSame: boolean }) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const { id, path, state, label } = props;
  const items = isJsonArray(state.value) ? state.value : [];
  const read = (text: string) => (isSame ? wholeLines(text) : linesIn(language, text, items));
  const typing = useTyping(
    items
      .map((item) => textIn(item, language))
      .join('\n')
      .trimEnd(),
    (text) => sameJson(read(text), state.value),
    (text) => {
      store.set(path, read(text));
    },
  );
  const several = { ...ariaOf(props), 'aria-label': isSame ? label : say(`fields.in.${language}`, { label }) };
  return (
    <div class="in-language">
      {isSame ? null : <span aria-hidden="true">{say(`fields.short.${language}`)}</span>}
      <WrappingInput id={id} typing={typing} several language={isSame ? undefined : language} aria={several} />
    </div>
  );
}

function wholeLines(text: string): Json | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines;
}

/** The items with their words in one language as typed; what the other language has of them stays. */
function linesIn(language: Language, text: string, items: readonly Json[]): Json | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const count = Math.max(lines.length, items.length);
  const next = Array.from({ length: count }, (_, index): Json => {
    const before = parted(items[index] ?? {});
    const words = isJsonObject(before) ? before : {};
    const typed = { ...words, [language]: lines[index] ?? '' };
    return Object.fromEntries(Object.entries(typed).filter(([, word]) => word !== ''));
  });
  const last = next.findLastIndex((item) => isJsonObject(item) && Object.keys(item).length > 0);
  return last < 0 ? undefined : next.slice(0, last + 1);
}

function textIn(item: Json, language: Language): string {
  if (typeof item === 'string') return item;
  const words = isJsonObject(item) ? item[language] : undefined;
  return typeof words === 'string' ? words : '';
}

function parted(item: Json): Json {
  return typeof item === 'string' ? { kk: item, ru: item } : item;
}
