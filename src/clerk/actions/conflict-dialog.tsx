import { useEffect, useState } from 'preact/hooks';
import { readCopy } from '../drafts/server-copies.ts';
import { momentWords } from '../moments.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { DialogHead } from './dialog-parts.tsx';
import { troubleWords } from './trouble-words.ts';

/** The draft was changed on another computer too: which of the two stays? */
export function ConflictDialog({ services, keeper, close }: ActionProps & { readonly close: () => void }) {
  const say = useWords();
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const { id, updatedAt } = keeper.draft;
  useEffect(() => {
    void readCopy(id).then((found) => {
      setSavedAt(found?.copy.savedAt ?? null);
    }, setTrouble);
  }, [id]);

  return (
    <>
      <DialogHead title={say('actions.conflict.title')} close={close} />
      <div class="dialog-body">
        <p>{say('actions.conflict.help')}</p>
        <dl class="facts">
          <div>
            <dt>{say('actions.conflict.mine')}</dt>
            <dd>{momentWords(updatedAt)}</dd>
          </div>
          <div>
            <dt>{say('actions.conflict.theirs')}</dt>
            <dd>{savedAt === null ? '…' : momentWords(savedAt)}</dd>
          </div>
        </dl>
        {trouble !== null && (
          <p class="notice danger" role="alert">
            {troubleWords(trouble).join(' ')}
          </p>
        )}
      </div>
      <footer>
        <button type="button" disabled={isBusy} onClick={() => void settle('theirs')}>
          {say('actions.conflict.takeTheirs')}
        </button>
        <button type="button" class="primary" disabled={isBusy} onClick={() => void settle('mine')}>
          {say('actions.conflict.keepMine')}
        </button>
      </footer>
    </>
  );

  async function settle(winner: 'mine' | 'theirs'): Promise<void> {
    setBusy(true);
    try {
      await keeper.settle(winner);
      close();
      services.announce(say(`actions.conflict.${winner}.done`));
    } catch (cause) {
      setTrouble(cause);
      setBusy(false);
    }
  }
}
