import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import { useWords } from '../../words.ts';
import { useFieldScope } from '../field-scope.tsx';
import { ariaOf, type ControlProps } from './control.ts';
import { choicesFor } from './options.ts';

interface ComboboxProps extends ControlProps {
  /** Code of the chosen option, or what was typed instead of one. */
  readonly value: string;
  readonly onChoose: (code: string) => void;
}

/** A choice by search: every word typed is looked for in the words of both languages and in the code. */
export function Combobox({ value, onChoose, ...props }: ComboboxProps) {
  const say = useWords();
  const { store } = useFieldScope().services;
  const { id, path, label } = props;
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const options = isOpen ? choicesFor(store.form, path, store.derived, query ?? '') : [];
  const chosen = choicesFor(store.form, path, store.derived).find((option) => option.value === value);
  const open = (at = 0) => {
    setOpen(true);
    setCurrent(at);
  };
  const close = () => {
    setOpen(false);
    setQuery(null);
  };
  const take = (code: string) => {
    onChoose(code);
    close();
  };
  const leave = () => {
    const text = query?.trim();
    if (text === '') onChoose('');
    else if (text !== undefined && options.length === 1) onChoose(options[0]?.value ?? '');
    else if (text !== undefined && text !== chosen?.text) store.keepText(path, text);
    close();
  };
  const move = (step: number) => {
    if (!isOpen) {
      open();
      return;
    }
    const next = (current + step + options.length) % Math.max(1, options.length);
    setCurrent(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <span class="affixed combobox">
      <input
        id={id}
        role="combobox"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options.length > 0 ? `${listId}-${current}` : undefined}
        placeholder={say('fields.search')}
        value={query ?? chosen?.text ?? value}
        onClick={() => {
          open();
        }}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          open();
        }}
        onKeyDown={(event) => {
          const option = options[current];
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter' && isOpen && option !== undefined) take(option.value);
          else if (event.key === 'Escape' && isOpen) close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onBlur={leave}
        {...ariaOf(props)}
      />
      <button
        type="button"
        class="quiet"
        tabIndex={-1}
        aria-label={say('fields.showOptions', { label })}
        onMouseDown={(event) => {
          event.preventDefault();
          document.getElementById(id)?.focus();
          if (isOpen) close();
          else open();
        }}
      >
        <Icon name="chevron" />
      </button>
      {isOpen ? (
        <div
          ref={list}
          id={listId}
          class="listbox"
          role="listbox"
          aria-label={label}
          onMouseDown={(event) => {
            event.preventDefault();
          }}
        >
          {options.map((option, index) => (
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              class={index === current ? 'current' : undefined}
              aria-selected={option.value === value}
              onClick={() => {
                take(option.value);
              }}
            >
              {option.code === '' ? null : <span class="number soft">{option.code}</span>}
              <span>
                {option.text}
                {option.other === '' ? null : <small>{option.other}</small>}
              </span>
            </div>
          ))}
          {options.length === 0 ? (
            <div role="option" aria-disabled="true" aria-selected={false}>
              {say('fields.noMatch')}
            </div>
          ) : null}
        </div>
      ) : null}
    </span>
  );
}
