import { useRef, useState } from 'preact/hooks';
import { titleInList } from '../../web/title-in-list.ts';
import { inOwn, ownLanguage } from '../documents/in-own.ts';
import { folded, wordsOf } from '../folded.ts';
import { interfaceLanguage, useWords } from '../words.ts';
import type { BatchForm } from './data.ts';

interface FormChooserProperties {
  readonly forms: readonly BatchForm[];
  readonly chosen: BatchForm | null;
  /** Whether it was asked for and is missing. */
  readonly isMissing: boolean;
  readonly onChoose: (form: BatchForm) => void;
}

/** Finds a form by words of its title in either language, or by its place in the act (ARIA: combobox with a list). */
export function FormChooser({ forms, chosen, isMissing, onChoose }: FormChooserProperties) {
  const say = useWords();
  /** What is being searched for; null while nothing is. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const isOpen = typed !== null;
  const found = isOpen ? forms.filter((form) => isFound(form, typed)) : [];
  const current = found[Math.min(active, found.length - 1)];

  return (
    <div class="field form-chooser">
      <label for="form">{say('batches.form')}</label>
      <div class="choosing">
        <input
          id="form"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls="form-list"
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `form-${current.id}`}
          aria-invalid={isMissing}
          aria-describedby="form-error form-help"
          autocomplete="off"
          spellcheck={false}
          placeholder={say('batches.form.find')}
          lang={ownLanguage()}
          value={typed ?? (chosen === null ? '' : titleOf(chosen))}
          onInput={(event) => {
            search(event.currentTarget.value);
          }}
          onClick={(event) => {
            event.currentTarget.select();
            if (!isOpen) search('');
          }}
          onBlur={() => {
            setTyped(null);
          }}
          onKeyDown={pressed}
        />
        <ul
          ref={list}
          id="form-list"
          role="listbox"
          class="listbox"
          hidden={!isOpen || found.length === 0}
          aria-label={say('batches.form')}
        >
          {found.map((form) => (
            <li
              key={form.id}
              id={`form-${form.id}`}
              role="option"
              aria-selected={form === current}
              // The press would take the focus from the field, which ends the choice.
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                choose(form);
              }}
            >
              <span lang={ownLanguage()}>{titleOf(form)}</span>
              <span class="soft small">{form.place[interfaceLanguage.current]}</span>
            </li>
          ))}
        </ul>
      </div>
      <p class="error" id="form-error">
        {isMissing && say('batches.form.missing')}
      </p>
      <p class="help" id="form-help" role="status">
        {isOpen && found.length === 0 ? say('batches.form.none') : (chosen?.place[interfaceLanguage.current] ?? '')}
      </p>
    </div>
  );

  function search(text: string): void {
    setTyped(text);
    setActive(0);
  }

  function choose(form: BatchForm): void {
    setTyped(null);
    onChoose(form);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) search('');
      else move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && isOpen) {
      // Not the whole order is sent by it.
      event.preventDefault();
      if (current !== undefined) choose(current);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setTyped(null);
    }
  }

  function move(by: number): void {
    const next = Math.max(0, Math.min(found.length - 1, active + by));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }
}

function titleOf(form: BatchForm): string {
  return titleInList(inOwn(form.title));
}

/** Whether each word that was typed begins a word of the form; a number is meant whole. */
function isFound({ id, title, place }: BatchForm, typed: string): boolean {
  const words = wordsOf(folded([id, title.kk, title.ru, ...Object.values(place)].join(' ')));
  return wordsOf(folded(typed)).every(({ word: sought }) =>
    words.some(({ word }) => (/^\d+$/.test(sought) ? word === sought : word.startsWith(sought))),
  );
}
