import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { FormStore, StoreChange } from '../state/form-store.ts';

/** Renders a component again when the store tells of something that concerns it. */
export function useStore(store: FormStore, concerns: (change: StoreChange) => boolean): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(concerns);
  latest.current = concerns;
  useEffect(
    () =>
      store.subscribe((change) => {
        if (latest.current(change)) again(undefined);
      }),
    [store],
  );
}
