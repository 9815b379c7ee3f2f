import { useState } from 'preact/hooks';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';
import { useWords } from '../words.ts';
import { DialogHead } from './dialog-parts.tsx';

/** Another name for the draft that is open. */
export function RenameDialog({ keeper, close }: { readonly keeper: DraftKeeper; readonly close: () => void }) {
  const say = useWords();
  const { name, subject } = keeper.draft;
  const [typed, setTyped] = useState(name ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void keeper.rename(typed).then(close);
      }}
    >
      <DialogHead title={say('actions.rename.title')} close={close} />
      <div class="dialog-body">
        <div class="field">
          <label for="draft-name">{say('actions.rename.name')}</label>
          <input
            id="draft-name"
            autofocus
            maxLength={200}
            value={typed}
            placeholder={subject}
            autocomplete="off"
            onInput={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
          <p class="help">{say('actions.rename.help')}</p>
        </div>
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.cancel')}
        </button>
        <button class="primary">{say('actions.rename.submit')}</button>
      </footer>
    </form>
  );
}
