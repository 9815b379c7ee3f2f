import type { ClientForm } from '../state/client-form.ts';
import { fieldsOf, partAt, partsOf, partsWith, type FormPart } from './form-parts.ts';

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
