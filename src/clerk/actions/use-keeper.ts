import { useEffect, useReducer } from 'preact/hooks';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';

/** Renders a component again when the draft is kept elsewhere than before. */
export function useKeeper(keeper: DraftKeeper): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(
    () =>
      keeper.subscribe(() => {
        again(undefined);
      }),
    [keeper],
  );
}
