import { useEffect, useReducer } from 'preact/hooks';
import type { FormStore, StoreChange } from '../state/form-store.ts';

/** Renders a component again when the store tells of one of these; of anything unless told. */
export function useStore(store: FormStore, kinds?: readonly StoreChange['kind'][]): FormStore {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(
    () =>
      store.subscribe(({ kind }) => {
        if (kinds === undefined || kinds.includes(kind)) again(undefined);
      }),
    // Who subscribes says the same kinds every time.
    [store],
  );
  return store;
}
