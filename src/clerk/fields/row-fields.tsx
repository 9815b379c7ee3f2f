import { useEffect, useState } from 'preact/hooks';
import { ownLabel } from '../findings/sentence.ts';
import { useWords } from '../words.ts';
import { useFieldScope } from './field-scope.tsx';
import { partAt, type FormPart } from './form-parts.ts';
import { PartList } from './part-list.tsx';
import { onReveal } from './reveal.ts';
import { rowTitle } from './row-title.ts';
import { useStore } from '../shell/use-store.ts';

/** The fields of a table that its columns do not print, for the row that the cursor is in. */
export function RowFields({ table }: { readonly table: FormPart }) {
  const say = useWords();
  const { services, prefix } = useFieldScope();
  const { store } = services;
  const [row, setRow] = useState(0);
  useStore(store, ({ kind }) => kind === 'rows' || kind === 'payload' || kind === 'values');
  useEffect(() => {
    const follow = (path: string | undefined) => {
      const found = path === undefined ? undefined : rowIn(table.pattern, path);
      if (found !== undefined) setRow(found);
    };
    const stop = onReveal(follow);
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) follow(target.dataset['path'] ?? target.dataset['check']);
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      stop();
      document.removeEventListener('focusin', onFocus);
    };
  }, [table.pattern]);
  // Rows are recognised by what the paper prints of them.
  const whole = partAt(store.form, table.pattern) ?? table;
  const rows = store.rowsAt(table.pattern);
  const count = Math.max(1, rows.length);
  const shown = Math.min(row, count - 1);
  const label = ownLabel(store.form, table.pattern);
  const id = `${prefix}-${table.pattern}-row`;
  return (
    <fieldset class="field-group" data-field={table.pattern}>
      <legend>{label}</legend>
      <div class="field wide">
        <label for={id}>{say('fields.whichRow')}</label>
        <select
          id={id}
          value={shown}
          onChange={({ currentTarget }) => {
            setRow(Number(currentTarget.value));
          }}
        >
          {Array.from({ length: count }, (_, index) => (
            <option key={index} value={index}>
              {[`${index + 1}`, rowTitle(store, whole, `${table.pattern}.${index}`)]
                .filter((text) => text !== '')
                .join('. ')}
            </option>
          ))}
        </select>
      </div>
      <div class="fields">
        <PartList key={shown} parts={table.parts} within={`${table.pattern}.${shown}`} under={table.pattern} />
      </div>
    </fieldset>
  );
}

/** Number of the row of a table that a path is in. */
function rowIn(pattern: string, path: string): number | undefined {
  const row = path.slice(pattern.length + 1).split('.', 1)[0] ?? '';
  return path.startsWith(`${pattern}.`) && /^\d+$/.test(row) ? Number(row) : undefined;
}
