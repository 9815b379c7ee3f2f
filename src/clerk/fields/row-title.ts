import { isJsonObject, valueAt, withoutIndexes } from '../../forms/json.ts';
import type { FormStore } from '../state/form-store.ts';
import { fieldsOf, type FormPart } from './form-parts.ts';
import { shownText } from './shown-text.ts';

const texts: readonly string[] = ['localized', 'localizedMultiline', 'text', 'multiline'];

/** What a row is recognised by: the first text in it, or its first value of another kind. */
export function rowTitle({ form, payload, language }: FormStore, table: FormPart, path: string): string {
  const row = valueAt(payload, path);
  if (!isJsonObject(row)) return '';
  const fields = fieldsOf(table).map(({ pattern, node }) => ({
    pattern: pattern.slice(table.pattern.length + 1),
    node,
  }));
  const titles = [...fields.filter(isText), ...fields.filter((field) => !isText(field))];
  for (const { pattern } of titles) {
    const title = shownText(form, `${withoutIndexes(path)}.${pattern}`, valueAt(row, pattern), language);
    if (title !== '') return title;
  }
  return '';
}

function isText({ node }: Pick<FormPart, 'node'>): boolean {
  return texts.includes(node.valueType);
}
