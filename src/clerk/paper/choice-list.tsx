import { useEffect, useRef } from 'preact/hooks';
import { say } from '../words.ts';
import type { ChoiceOption } from './choice-options.ts';

interface ChoiceListProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ChoiceOption[];
  /** Number of the option that Enter takes. */
  readonly current: number;
  readonly chosen: readonly string[];
  readonly several: boolean;
  /** What was typed where the blank itself is not typed in. */
  readonly query: string;
  readonly onTake: (option: ChoiceOption) => void;
}

/** More than these say nothing that another letter of the search would not say sooner. */
const mostShown = 100;

/** The options of a choice below its blank; the keyboard stays in the blank. */
export function ChoiceList({ id, label, options, current, chosen, several, query, onTake }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('.current')?.scrollIntoView({ block: 'nearest' });
  }, [current, options.length]);
  return (
    <>
      {query === '' ? null : <p class="choice-query">{say('paper.searched', { query })}</p>}
      {options.length === 0 ? <p class="choice-none">{say('paper.noOption')}</p> : null}
      <div
        ref={list}
        id={id}
        role="listbox"
        class="choice-list"
        aria-label={label}
        aria-multiselectable={several ? true : undefined}
      >
        {options.slice(0, mostShown).map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            class={`${index === current ? 'current' : ''}${several ? ' several' : ''}`}
            aria-selected={chosen.includes(option.value)}
            onClick={() => {
              onTake(option);
            }}
          >
            {option.code === '' ? null : <span class="choice-code">{option.code}</span>}
            <span class="choice-words">
              <span>{option.text}</span>
              {option.other === '' ? null : <span class="choice-other">{option.other}</span>}
              {option.applies ? null : <span class="choice-note">{say('paper.notForThis')}</span>}
            </span>
          </div>
        ))}
      </div>
      {options.length > mostShown ? (
        <p class="choice-none">{say('paper.moreOptions', { count: options.length - mostShown })}</p>
      ) : null}
    </>
  );
}
