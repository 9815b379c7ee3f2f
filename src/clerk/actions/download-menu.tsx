import { useState } from 'preact/hooks';
import { languages as bothLanguages } from '../../compose/document.ts';
import { languagesOf } from '../../forms/definition.ts';
import { Icon } from '../shell/icon.tsx';
import { useStore } from '../shell/use-store.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';

/** What can be had as a file. */
export type Wanted =
  | { readonly kind: 'draft'; readonly format: 'pdf' | 'docx' | 'xlsx' }
  | { readonly kind: 'blank'; readonly format: 'pdf' | 'docx' }
  | { readonly kind: 'fillable' }
  | { readonly kind: 'print' };

const drafts = ['pdf', 'docx', 'xlsx'] as const;
const blanks = [
  { kind: 'blank', format: 'pdf' },
  { kind: 'fillable' },
  { kind: 'blank', format: 'docx' },
] as const satisfies readonly Wanted[];

/** Files of what is filled in, and of the empty form, in either language or both. */
export function DownloadMenu({ services }: ActionProps) {
  const say = useWords();
  const { store } = services;
  useStore(store, ({ kind }) => kind === 'language');
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const available = languagesOf(store.form);
  const both = store.language === 'kk' ? 'kk,ru' : 'ru,kk';
  const editions = available.length > 1 ? [...bothLanguages, 'both'] : available;
  const edition = chosen ?? store.language;
  const isAct = store.form.about.filledBy === 'act';

  return (
    <details class="menu">
      <summary class="button" aria-busy={busy}>
        {say('actions.download')}
        <Icon name="chevron" />
      </summary>
      {/* It takes the focus of a click beside its buttons, which would go to the page, and the menu would close. */}
      <div class="menu-list download-list" tabIndex={-1}>
        {editions.length > 1 && (
          <fieldset class="editions">
            <legend class="menu-title">{say('actions.download.language')}</legend>
            {editions.map((one) => (
              <label key={one} class="choice small">
                <input
                  type="radio"
                  name="download-edition"
                  checked={edition === one}
                  onChange={() => {
                    setChosen(one);
                  }}
                />
                {say(`actions.edition.${one}`)}
              </label>
            ))}
          </fieldset>
        )}
        <p class="menu-title">{say(isAct ? 'actions.download.text' : 'actions.download.filled')}</p>
        {drafts.map((format) => item({ kind: 'draft', format }, say(`actions.download.${format}`)))}
        {item({ kind: 'print' }, say('actions.print'))}
        {!isAct && (
          <>
            <hr />
            <p class="menu-title">{say('actions.download.empty')}</p>
            {blanks.map((wanted) =>
              item(
                wanted,
                say(wanted.kind === 'fillable' ? 'actions.download.fillable' : `actions.blank.${wanted.format}`),
              ),
            )}
          </>
        )}
      </div>
    </details>
  );

  function item(wanted: Wanted, words: string) {
    return (
      <button type="button" disabled={busy} onClick={() => void get(wanted)}>
        {words}
      </button>
    );
  }

  async function get(wanted: Wanted): Promise<void> {
    setBusy(true);
    try {
      const { download } = await import('./download.tsx');
      await download(wanted, edition === 'both' ? both : edition, services);
    } finally {
      setBusy(false);
    }
  }
}
