import { useEffect, useState } from 'preact/hooks';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';
import { useWords } from '../words.ts';
import { replaceOld } from './issue-order.ts';
import { DialogHead } from './dialog-parts.tsx';
import { troubleWords } from './trouble-words.ts';
import { useKeeper } from './use-keeper.ts';

type Course = 'none' | 'underWay' | 'done';

/** Marks the old document as replaced once the new one is there, and again when that failed. */
export function Replacement({ keeper }: { readonly keeper: DraftKeeper }) {
  const say = useWords();
  useKeeper(keeper);
  const [course, setCourse] = useState<Course>(keeper.draft.issued?.replacement == null ? 'none' : 'underWay');
  const [trouble, setTrouble] = useState<unknown>(null);
  useEffect(() => {
    if (course === 'underWay') void replace();
  }, []);

  if (trouble !== null) {
    return (
      <div class="notice danger stack" role="alert">
        <p>{say('actions.replacement.failed')}</p>
        <p>{troubleWords(trouble).join(' ')}</p>
        <p>
          <button type="button" class="small" onClick={() => void replace()}>
            {say('actions.replacement.again')}
          </button>
        </p>
      </div>
    );
  }
  if (course === 'none') return null;
  return (
    <p class={course === 'done' ? 'notice success' : 'loading'} role="status">
      {say(`actions.replacement.${course}`)}
    </p>
  );

  async function replace(): Promise<void> {
    setTrouble(null);
    setCourse('underWay');
    try {
      await replaceOld(keeper);
      setCourse('done');
    } catch (cause) {
      setTrouble(cause);
    }
  }
}

/** For those who come back to a draft whose old document was not marked. */
export function ReplacementDialog({ keeper, close }: { readonly keeper: DraftKeeper; readonly close: () => void }) {
  const say = useWords();
  return (
    <>
      <DialogHead title={say('actions.replacement.title')} close={close} />
      <div class="dialog-body">
        <Replacement keeper={keeper} />
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.close')}
        </button>
      </footer>
    </>
  );
}
