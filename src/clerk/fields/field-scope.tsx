import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { EditorServices } from '../services.ts';

/** Where fields stand: the list and the side panel may show the same one. */
export interface FieldScope {
  readonly services: EditorServices;
  /** Begins the ids of this place. */
  readonly prefix: string;
}

export const FieldScopeContext = createContext<FieldScope | null>(null);

export function useFieldScope(): FieldScope {
  const scope = useContext(FieldScopeContext);
  if (scope === null) throw new Error('a field stands in no FieldScopeContext');
  return scope;
}
