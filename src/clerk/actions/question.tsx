import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { DialogHead } from './dialog-parts.tsx';

export interface QuestionWords {
  readonly title: string;
  readonly words: string;
  readonly yes: string;
  /** Something goes that does not come back. */
  readonly isDangerous?: boolean;
}

/** Asks before something is done; closing the dialog is a no. */
export async function ask(services: Pick<EditorServices, 'openDialog'>, question: QuestionWords): Promise<boolean> {
  let isSure = false;
  await services.openDialog((close) => (
    <Question
      {...question}
      close={close}
      sure={() => {
        isSure = true;
        close();
      }}
    />
  ));
  return isSure;
}

function Question({
  title,
  words,
  yes,
  isDangerous = false,
  close,
  sure,
}: QuestionWords & { readonly close: () => void; readonly sure: () => void }) {
  const say = useWords();
  return (
    <>
      <DialogHead title={title} close={close} />
      <div class="dialog-body">
        <p>{words}</p>
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.cancel')}
        </button>
        <button type="button" class={isDangerous ? 'danger' : 'primary'} onClick={sure}>
          {yes}
        </button>
      </footer>
    </>
  );
}
