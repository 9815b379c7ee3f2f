import { useMemo } from 'preact/hooks';
import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { DerivedValues } from './derived-values.tsx';
import { FieldScopeContext } from './field-scope.tsx';
import { PartList } from './part-list.tsx';
import { RowFields } from './row-fields.tsx';
import { unprinted } from './unprinted.ts';

interface SidePanelProps {
  readonly services: EditorServices;
  /** Fields that stand on the paper now: paths without indexes. A new set when the paper is another. */
  readonly printed: ReadonlySet<string>;
}

/** What the form needs and the paper does not show now, and what the service works out beside it. */
export function SidePanel({ services, printed }: SidePanelProps) {
  const say = useWords();
  const { store } = services;
  const { plain, tables } = useMemo(() => unprinted(store.form, printed), [store.form, printed]);
  return (
    <FieldScopeContext.Provider value={{ services, prefix: 'panel' }}>
      <div class="side-fields">
        {plain.length + tables.length === 0 ? null : (
          <section aria-labelledby="side-fields-title">
            <h2 id="side-fields-title">{say('fields.unprintedTitle')}</h2>
            <p class="help">{say('fields.unprintedHelp')}</p>
            <div class="fields">
              <PartList parts={plain} within="" under="" />
              {tables.map((table) => (
                <RowFields key={table.pattern} table={table} />
              ))}
            </div>
          </section>
        )}
        <DerivedValues store={store} isShown={(pattern) => printed.has(pattern)} />
      </div>
    </FieldScopeContext.Provider>
  );
}
