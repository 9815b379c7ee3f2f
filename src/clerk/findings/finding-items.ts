import { languagesOf } from '../../forms/definition.ts';
import { isJsonArray, isJsonObject, valueAt, withoutIndexes, type Json } from '../../forms/json.ts';
import { isLocalized } from '../../forms/localized.ts';
import type { Finding } from '../state/as-typed-check.ts';
import type { ClientForm } from '../state/client-form.ts';
import type { FormStore } from '../state/form-store.ts';

/** How a finding stands between the form and its issue. */
export type FindingKind = 'error' | 'missing' | 'translation' | 'warning';

export interface FindingItem {
  readonly kind: FindingKind;
  readonly finding: Finding;
  /** The field that a person goes to: findings inside a text or a list lead to the text or list. */
  readonly field: string;
  /** First name of the path: the part of the form it belongs to. Empty for fields that belong to no part. */
  readonly part: string;
}

/** Everything that is missing or wrong, in the order of the form; what is only advised comes last. */
export function findingItems(store: FormStore): FindingItem[] {
  const { form } = store;
  const items = store.findings
    .filter(({ error }) => error.code !== 'language-missing')
    .map((finding) => itemOf(form, finding));
  const translations = untranslated(form, store.derived, '').map((path) => itemOf(form, translationAt(path)));
  return [
    ...inParts([...items, ...translations].filter(({ kind }) => kind !== 'warning')),
    ...items.filter(({ kind }) => kind === 'warning'),
  ];
}

/** How many of each kind there are. */
export function countsOf(items: readonly FindingItem[]): Readonly<Record<FindingKind, number>> {
  const counts = { error: 0, missing: 0, translation: 0, warning: 0 };
  for (const { kind } of items) counts[kind] += 1;
  return counts;
}

/** The path of the field that holds a place: `name` for `name.kk`, `years` for `years.2`. */
export function fieldAround(form: ClientForm, path: string): string {
  let field = path;
  for (let near = path; near.includes('.');) {
    near = near.slice(0, near.lastIndexOf('.'));
    const type = form.schema.nodeAt(withoutIndexes(near))?.valueType;
    if (type !== undefined && type !== 'group' && type !== 'table') field = near;
  }
  return field;
}

function itemOf(form: ClientForm, finding: Finding): FindingItem {
  const field = fieldAround(form, finding.path);
  const [first = '', ...rest] = field.split('.');
  const isPart = rest.length > 0 || ['group', 'table'].includes(form.schema.nodeAt(first)?.valueType ?? '');
  return { kind: kindOf(finding), finding, field, part: isPart ? first : '' };
}

function kindOf({ severity, missing, error }: Finding): FindingKind {
  if (error.code === 'language-missing') return 'translation';
  if (severity === 'warning') return 'warning';
  return missing ? 'missing' : 'error';
}

function translationAt(path: string): Finding {
  const error = { pointer: `/${path.replaceAll('.', '/')}`, code: 'language-missing', params: {} };
  return { path, error, severity: 'error', missing: true };
}

/** Texts that are given in one language only: nothing is issued before both have them. */
function untranslated(form: ClientForm, value: Json | undefined, path: string): string[] {
  const within = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (isJsonArray(value)) return value.flatMap((item, index) => untranslated(form, item, within(index)));
  if (!isJsonObject(value)) return [];
  if (path !== '' && isLocalized(value)) {
    return languagesOf(form).every((language) => language in value) ? [] : [path];
  }
  return Object.entries(value).flatMap(([key, item]) => untranslated(form, item, within(key)));
}

/** Parts in the order in which they first come, what belongs to none of them first. */
function inParts(items: readonly FindingItem[]): FindingItem[] {
  const parts = Map.groupBy(items, ({ part }) => part);
  const own = parts.get('') ?? [];
  parts.delete('');
  return [...own, ...[...parts.values()].flat()];
}

/** The language that a text lacks. */
export function lackingLanguage(form: ClientForm, payload: Json, path: string): 'kk' | 'ru' | undefined {
  const value = valueAt(payload, path);
  return isJsonObject(value) ? languagesOf(form).find((language) => !(language in value)) : undefined;
}
