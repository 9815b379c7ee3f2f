import { useRef } from 'preact/hooks';
import { isJsonArray, withoutIndexes, type Json } from '../../forms/json.ts';
import type { SchemaNode } from '../../forms/schema.ts';
import type { Finding } from '../state/as-typed-check.ts';
import { useStore } from '../shell/use-store.ts';
import type { FormStore } from '../state/form-store.ts';
import { requiredInPlace } from './required-place.ts';

/** What a field shows of the store. */
export interface FieldState {
  readonly value: Json | undefined;
  /** What was typed and is no value of the field. */
  readonly unreadable: string | undefined;
  /** Errors and warnings that may be shown by now, those of its parts too. */
  readonly findings: readonly Finding[];
  readonly isDerived: boolean;
  /** It must be given, as things stand. */
  readonly isNeeded: boolean;
}

/** A field of the store; the component is rendered again only when something of it changes. */
export function useField(store: FormStore, path: string, node: SchemaNode): FieldState {
  const state = stateOf(store, path, node);
  const shown = useRef(state);
  shown.current = state;
  useStore(store, ({ kind }) => kind === 'language' || !same(shown.current, stateOf(store, path, node)));
  return state;
}

/** Findings of a field, and of the words or items inside it. */
export function findingsOf(store: FormStore, path: string, node: SchemaNode, value: Json | undefined): Finding[] {
  const inside =
    node.valueType === 'localized' || node.valueType === 'localizedMultiline'
      ? ['kk', 'ru']
      : isJsonArray(value) && node.valueType !== 'table'
        ? value.flatMap((_, index) => [`${index}`, `${index}.kk`, `${index}.ru`])
        : [];
  return [path, ...inside.map((key) => `${path}.${key}`)].flatMap((place) => store.findingsAt(place));
}

function stateOf(store: FormStore, path: string, node: SchemaNode): FieldState {
  const value = store.valueAt(path);
  return {
    value,
    unreadable: store.unreadable.get(path),
    findings: findingsOf(store, path, node, value),
    isDerived: store.isDerived(path),
    isNeeded: isNeeded(store, path, node, value),
  };
}

function isNeeded(store: FormStore, path: string, node: SchemaNode, value: Json | undefined): boolean {
  if (node.required && (value !== undefined || requiredInPlace(store.form, withoutIndexes(path)))) return true;
  return missingPaths(store).has(path);
}

/** Paths that lack a value, told or not yet told, worked out once for every check. */
const missing = new WeakMap<FormStore, { paths: ReadonlySet<string> | null }>();

function missingPaths(store: FormStore): ReadonlySet<string> {
  let kept = missing.get(store);
  if (kept === undefined) {
    const fresh: { paths: ReadonlySet<string> | null } = { paths: null };
    store.subscribe(({ kind }) => {
      if (kind === 'checked') fresh.paths = null;
    });
    missing.set(store, fresh);
    kept = fresh;
  }
  kept.paths ??= new Set(store.findings.filter((finding) => finding.missing).map(({ path }) => path));
  return kept.paths;
}

function same(one: FieldState, other: FieldState): boolean {
  return (
    one.value === other.value &&
    one.unreadable === other.unreadable &&
    one.isDerived === other.isDerived &&
    one.isNeeded === other.isNeeded &&
    one.findings.length === other.findings.length &&
    one.findings.every(({ error }, index) => sameError(error, other.findings[index]?.error))
  );
}

function sameError(one: Finding['error'], other: Finding['error'] | undefined): boolean {
  return one === other || (one.code === other?.code && JSON.stringify(one.params) === JSON.stringify(other.params));
}
