import { useMemo } from 'preact/hooks';
import type { ClientForm } from '../state/client-form.ts';
import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { DerivedValues } from './derived-values.tsx';
import { FieldScopeContext } from './field-scope.tsx';
import { fieldsOf, partAt, partsOf, partsWith, type FormPart } from './form-parts.ts';
import { PartList } from './part-list.tsx';
import { RowFields } from './row-fields.tsx';

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
              <PartList parts={plain} within="" />
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

/** Parts that are not printed: as they are, or, of tables that are printed in part, the fields of their rows. */
export function unprinted(
  form: ClientForm,
  printed: ReadonlySet<string>,
): { readonly plain: readonly FormPart[]; readonly tables: readonly FormPart[] } {
  const computed = new Set(
    form.about.derived
      .filter(({ kind, given = [] }) => kind !== 'copy' && given.length === 0)
      .map(({ field }) => field.replaceAll('[]', '')),
  );
  const lacking = partsWith(partsOf(form), (pattern) => !printed.has(pattern) && !computed.has(pattern));
  const tables: FormPart[] = [];
  const withoutPrintedTables = (parts: readonly FormPart[]): FormPart[] =>
    parts.flatMap((part) => {
      if (part.kind === 'field') return [part];
      if (part.kind === 'table' && isPrinted(form, part.pattern, printed)) {
        tables.push(part);
        return [];
      }
      const inner = withoutPrintedTables(part.parts);
      return inner.length === 0 ? [] : [{ ...part, parts: inner }];
    });
  return { plain: withoutPrintedTables(lacking), tables };
}

function isPrinted(form: ClientForm, pattern: string, printed: ReadonlySet<string>): boolean {
  const table = partAt(form, pattern);
  return table !== undefined && fieldsOf(table).some((field) => printed.has(field.pattern));
}
