import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import { useFieldScope } from './field-scope.tsx';
import type { FormPart } from './form-parts.ts';
import { PartList } from './part-list.tsx';
import { rowTitle } from './row-title.ts';
import { useStore } from '../shell/use-store.ts';

interface RecordCardProps {
  readonly part: FormPart;
  /** Of the row. */
  readonly path: string;
  readonly index: number;
  readonly count: number;
  /** Label of the table. */
  readonly table: string;
  readonly isOpen: boolean;
  readonly onFold: (isOpen: boolean) => void;
  readonly onRemove: () => void;
  readonly onMove: (step: -1 | 1) => void;
}

/** One record: folded it shows what it is recognised by, unfolded its fields. */
export function RecordCard({ part, path, index, count, table, isOpen, onFold, ...acts }: RecordCardProps) {
  const say = useWords();
  const { services, prefix } = useFieldScope();
  const { store } = services;
  useStore(
    store,
    (change) => change.kind === 'values' && change.paths.some((changed) => changed.startsWith(`${path}.`)),
  );
  const row = index + 1;
  const title = rowTitle(store, part, path);
  const id = `${prefix}-${path}-fields`;
  const button = (name: 'up' | 'down' | 'bin', isDisabled: boolean, act: () => void) => (
    <button
      type="button"
      class={`quiet small icon ${name}`}
      aria-label={say(`fields.row.${name}`, { table, row })}
      title={say(`fields.row.${name}`, { table, row })}
      disabled={isDisabled}
      onClick={act}
    >
      <Icon name={name} />
    </button>
  );
  return (
    <li class="record-card" data-field={path}>
      <div class="record-head">
        <button
          type="button"
          class="quiet fold"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => {
            onFold(!isOpen);
          }}
        >
          <Icon name="chevron" />
          <span class="number">{row}</span>
          <span class="record-title">{title}</span>
          <span class="visually-hidden">{say('fields.rowOf', { table, row })}</span>
        </button>
        {button('up', index === 0, () => {
          acts.onMove(-1);
        })}
        {button('down', index === count - 1, () => {
          acts.onMove(1);
        })}
        {button('bin', false, acts.onRemove)}
      </div>
      {isOpen ? (
        <div id={id} class="fields">
          <PartList parts={part.parts} within={path} under={part.pattern} />
        </div>
      ) : null}
    </li>
  );
}
