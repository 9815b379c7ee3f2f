import { useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';
import { say } from '../words.ts';
import { parseBlock } from './block-text.ts';
import { clipboardBlock } from './clipboard-block.ts';

interface PasteDialogView {
  readonly table: string;
  /** What a block would do, in words; empty where it does nothing. */
  readonly judge: (block: readonly (readonly string[])[]) => string;
  readonly onTake: (block: readonly (readonly string[])[]) => void;
  readonly close: () => void;
}

/** Takes a block by the clipboard's key, for those who would not think of pasting into a cell. */
export function PasteDialog({ table, judge, onTake, close }: PasteDialogView) {
  const [block, setBlock] = useState<readonly (readonly string[])[]>([]);
  const told = block.length === 0 ? '' : judge(block);
  return (
    <>
      <header>
        <h2>{say('tables.paste.title', { table })}</h2>
        <button type="button" class="icon quiet" aria-label={say('tables.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body stack">
        <p>{say('tables.paste.how')}</p>
        <textarea
          class="paste-area"
          rows={8}
          wrap="off"
          spellcheck={false}
          autofocus
          aria-label={say('tables.paste.cells')}
          placeholder={say('tables.paste.place')}
          onPaste={({ clipboardData, currentTarget }) => {
            // The cells are taken as the spreadsheet has them; the text in the field is for the eye.
            if (clipboardData !== null && currentTarget.value === '') setBlock(clipboardBlock(clipboardData));
          }}
          onInput={({ currentTarget, inputType }: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
            if (inputType !== 'insertFromPaste' || block.length === 0) setBlock(parseBlock(currentTarget.value));
          }}
        />
        <p role="status" class="soft">
          {told === '' ? say('tables.paste.empty') : told}
        </p>
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('tables.cancel')}
        </button>
        <button
          type="button"
          class="primary"
          disabled={told === ''}
          onClick={() => {
            close();
            onTake(block);
          }}
        >
          {say('tables.paste.take')}
        </button>
      </footer>
    </>
  );
}
