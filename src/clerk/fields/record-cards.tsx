import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import { useFieldScope } from './field-scope.tsx';
import { FindingTexts } from './finding-texts.tsx';
import type { FormPart } from './form-parts.ts';
import { onReveal } from './reveal.ts';
import { RecordCard } from './record-card.tsx';
import { useRowKeys } from './row-keys.ts';
import { useStore } from '../shell/use-store.ts';
import { useField } from './store-hooks.ts';

/** A longer table is shown in pages of so many records. */
export const pageSize = 30;
/** So few records are all unfolded. */
const fewRows = 3;

interface RecordCardsProps {
  readonly part: FormPart;
  /** Of the table, with the indexes of tables around it. */
  readonly path: string;
  readonly label: string;
}

/** A table as cards, one a record, for narrow screens and for those who prefer fields to columns. */
export function RecordCards({ part, path, label }: RecordCardsProps) {
  const say = useWords();
  const { services, prefix } = useFieldScope();
  const { store } = services;
  const { findings } = useField(store, path, part.node);
  const count = store.rowsAt(path).length;
  const rows = useRowKeys(store, path);
  const [page, setPage] = useState(0);
  const [unfolded, setUnfolded] = useState<ReadonlyMap<number, boolean>>(new Map());
  const section = useRef<HTMLFieldSetElement>(null);
  useStore(
    store,
    (change) => change.kind === 'payload' || (change.kind === 'rows' && `${path}.`.startsWith(`${change.source}.`)),
  );
  const unfold = (key: number, isOpen: boolean) => {
    setUnfolded((before) => new Map([...before, [key, isOpen]]));
  };
  useEffect(
    () =>
      onReveal((wanted) => {
        const index = wanted.startsWith(`${path}.`) ? Number.parseInt(wanted.slice(path.length + 1), 10) : Number.NaN;
        if (Number.isNaN(index)) return;
        setPage(Math.floor(index / pageSize));
        unfold(rows.keyAt(index), true);
      }),
    [path, rows],
  );
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const shownPage = Math.min(page, pages - 1);
  const from = shownPage * pageSize;
  const indexes = Array.from({ length: Math.min(pageSize, count - from) }, (_, index) => from + index);
  const limit = part.node.schema['maxItems'];
  const isFull = typeof limit === 'number' && count >= limit;
  const id = `${prefix}-${path}`;

  const focusAfter = (selector: string) => {
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  const add = () => {
    unfold(rows.insert(count), true);
    store.insertRows(path, count);
    setPage(Math.floor(count / pageSize));
    focusAfter(`:scope > .cards > li:last-child :is(.fields input, .fields textarea, .fields select)`);
  };
  const take = (index: number) => {
    rows.remove(index);
    store.removeRows(path, index);
    services.announce(say('fields.rowRemoved', { row: index + 1 }));
    focusAfter(':scope > .cards-foot > .add');
  };
  const shift = (index: number, to: number, button: string) => {
    rows.move(index, to);
    store.moveRow(path, index, to);
    focusAfter(`:scope > .cards > li[data-field="${path}.${to}"] .${button}`);
  };

  return (
    <fieldset
      ref={section}
      class="field-group record-cards"
      data-field={path}
      aria-describedby={findings.length === 0 ? undefined : `${id}-error`}
    >
      <legend>
        {label} {count === 0 ? null : <span class="count">{count}</span>}
      </legend>
      <FindingTexts id={`${id}-error`} findings={findings} />
      {count === 0 ? <p class="help">{say('fields.noRows')}</p> : null}
      <ol class="cards" role="list">
        {indexes.map((index) => (
          <RecordCard
            key={rows.keyAt(index)}
            part={part}
            path={`${path}.${index}`}
            index={index}
            count={count}
            table={label}
            isOpen={unfolded.get(rows.keyAt(index)) ?? count <= fewRows}
            onFold={(isOpen) => {
              unfold(rows.keyAt(index), isOpen);
            }}
            onRemove={() => {
              take(index);
            }}
            onMove={(step) => {
              shift(index, index + step, step < 0 ? 'up' : 'down');
            }}
          />
        ))}
      </ol>
      <div class="cards-foot row">
        <button type="button" class="add" disabled={isFull} onClick={add}>
          <Icon name="plus" />
          {say('fields.addRow')}
        </button>
        {pages === 1 ? null : (
          <Pages page={shownPage} pages={pages} from={from} shown={indexes.length} count={count} onPage={setPage} />
        )}
      </div>
    </fieldset>
  );
}

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly from: number;
  readonly shown: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, from, shown, count, onPage }: PagesProps) {
  const say = useWords();
  return (
    <span class="row tight">
      <button
        type="button"
        class="small"
        disabled={page === 0}
        onClick={() => {
          onPage(page - 1);
        }}
      >
        {say('fields.previousRows')}
      </button>
      <span class="number small" role="status">
        {say('fields.rowsShown', { from: from + 1, to: from + shown, all: count })}
      </span>
      <button
        type="button"
        class="small"
        disabled={page === pages - 1}
        onClick={() => {
          onPage(page + 1);
        }}
      >
        {say('fields.nextRows')}
      </button>
    </span>
  );
}
