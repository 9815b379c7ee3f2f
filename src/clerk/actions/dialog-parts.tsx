import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';

/** Title of a dialog and the button that closes it. */
export function DialogHead({ title, close }: { readonly title: string; readonly close: () => void }) {
  const say = useWords();
  return (
    <header>
      <h2>{title}</h2>
      <button type="button" class="quiet icon" aria-label={say('actions.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  );
}

/** One line of what is known of something, in `dl.facts`. */
export function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
