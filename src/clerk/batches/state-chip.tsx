import { useWords } from '../words.ts';
import type { Batch } from './data.ts';

/** How a batch stands: in words, the colour only stresses them. */
export function StateChip({ batch: { state, failed } }: { readonly batch: Batch }) {
  const say = useWords();
  const key = state === 'finished' && failed > 0 ? 'finished.errors' : state;
  return <span class={`chip ${tones[key]}`}>{say(`batches.state.${key}`)}</span>;
}

const tones: Readonly<Record<Batch['state'] | 'finished.errors', string>> = {
  running: 'accent',
  paused: 'warning',
  finished: 'success',
  'finished.errors': 'warning',
  cancelled: '',
};
