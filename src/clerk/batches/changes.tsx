import { useState } from 'preact/hooks';
import type { BatchChange } from '../../registry/batches.ts';
import { ask as confirmed } from '../actions/question.tsx';
import { ask } from '../server.ts';
import { openDialog } from '../shell/dialogs.ts';
import { useWords } from '../words.ts';
import { type Batch, purposeOf } from './data.ts';
import { figures } from './figures.ts';

interface ChangesProperties {
  readonly batch: Batch;
  readonly onChanged: (batch: Batch) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Holds a batch, lets it go on, ends it, or removes it when it is over; what does not come back is asked about. */
export function Changes({ batch, onChanged, onTrouble }: ChangesProperties) {
  const say = useWords();
  const [busy, setBusy] = useState<BatchChange | 'delete' | null>(null);
  const { id, state, finishedAt, done } = batch;
  const purpose = purposeOf(batch);
  const button = (name: BatchChange | 'delete', act: () => Promise<void>) => (
    <button
      key={name}
      type="button"
      class={name === 'cancel' || name === 'delete' ? 'danger' : ''}
      aria-busy={busy === name}
      onClick={() => void press(act)}
    >
      {say(`batches.${name}`)}
    </button>
  );
  if (finishedAt !== null) return button('delete', remove);
  return (
    <>
      {state === 'paused' ? button('resume', () => change('resume')) : button('pause', () => change('pause'))}
      {button('cancel', cancel)}
    </>
  );

  async function press(act: () => Promise<void>): Promise<void> {
    if (busy !== null) return;
    onTrouble(null);
    try {
      await act();
    } catch (error) {
      onTrouble(error);
    }
    setBusy(null);
  }

  async function change(name: BatchChange): Promise<void> {
    setBusy(name);
    const answer = await ask(`/v1/batches/${id}/${name}`, { method: 'POST' });
    onChanged((await answer.json()) as Batch);
  }

  async function cancel(): Promise<void> {
    const isSure = await confirmed(
      { openDialog },
      {
        title: say('batches.cancel.title'),
        words: say(`batches.cancel.${purpose}`, { done: figures(done) }),
        yes: say('batches.cancel.yes'),
        isDangerous: true,
      },
    );
    if (isSure) await change('cancel');
  }

  async function remove(): Promise<void> {
    const isSure = await confirmed(
      { openDialog },
      {
        title: say('batches.delete.title'),
        words: say(`batches.delete.${purpose}`),
        yes: say('batches.delete.yes'),
        isDangerous: true,
      },
    );
    if (!isSure) return;
    setBusy('delete');
    await ask(`/v1/batches/${id}`, { method: 'DELETE' });
    location.assign('/batches');
  }
}
