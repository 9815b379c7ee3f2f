import { useEffect, useRef, useState } from 'preact/hooks';
import { titleOf } from '../drafts/draft.ts';
import { deleteDraft, listDrafts } from '../drafts/draft-store.ts';
import { pageData } from '../page-data.ts';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { troubleWords } from './trouble-words.ts';
import { useKeeper } from './use-keeper.ts';

/** Where the draft is kept, and what is done with drafts and their files. */
export function DraftMenu({ services, keeper }: ActionProps) {
  const say = useWords();
  useKeeper(keeper);
  const chooser = useRef<HTMLInputElement>(null);
  const [others, setOthers] = useState(0);
  const { state, draft } = keeper;
  const isKept = !['empty', 'issued'].includes(state);
  const title = titleOf(draft);

  useEffect(() => {
    if (state !== 'empty') return;
    void listDrafts(pageData.person.id).then((drafts) => {
      setOthers(drafts.filter(({ form }) => form === draft.form).length);
    });
  }, [state]);

  useEffect(() => {
    if (state === 'conflict') void resolve();
  }, [state]);

  return (
    <>
      <details class="menu draft-menu">
        <summary class="button quiet" data-state={state} title={say(`actions.kept.${state}.title`)}>
          <span class="kept-sign" aria-hidden="true" />
          <span class="kept-words" role="status">
            {say(`actions.kept.${state}`)}
          </span>
          <Icon name="chevron" />
        </summary>
        <div class="menu-list start" tabIndex={-1}>
          {isKept && (
            <>
              <p class="menu-title draft-title">{title === '' ? say('actions.draft.untitled') : title}</p>
              {choice('rename', rename)}
              {state === 'conflict' && choice('conflict', resolve)}
            </>
          )}
          {choice('list', list)}
          <a href={`/forms/${draft.form}`}>{say('actions.draft.new')}</a>
          <hr />
          {choice('export', exportDraft)}
          <button
            type="button"
            onClick={() => {
              chooser.current?.click();
            }}
          >
            {say('actions.draft.import')}
          </button>
          {isKept && (
            <>
              <hr />
              <button type="button" class="danger" onClick={() => void remove()}>
                {say('actions.draft.delete')}
              </button>
            </>
          )}
        </div>
      </details>
      {state === 'empty' && others > 0 && (
        <button type="button" class="small draft-resume" onClick={() => void list()}>
          {say('actions.draft.resume', { count: others })}
        </button>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.pdf,.docx,.xlsx"
        aria-label={say('actions.draft.import')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void take(file);
        }}
      />
    </>
  );

  function choice(name: 'rename' | 'conflict' | 'list' | 'export', act: () => Promise<void>) {
    return (
      <button type="button" onClick={() => void act()}>
        {say(`actions.draft.${name}`)}
      </button>
    );
  }

  async function rename(): Promise<void> {
    const { RenameDialog } = await import('./rename-dialog.tsx');
    await services.openDialog((close) => <RenameDialog keeper={keeper} close={close} />);
  }

  async function list(): Promise<void> {
    await keeper.save();
    const { DraftsDialog } = await import('./drafts-dialog.tsx');
    await services.openDialog((close) => <DraftsDialog services={services} keeper={keeper} close={close} />);
  }

  async function resolve(): Promise<void> {
    const { ConflictDialog } = await import('./conflict-dialog.tsx');
    await services.openDialog((close) => <ConflictDialog services={services} keeper={keeper} close={close} />);
  }

  async function exportDraft(): Promise<void> {
    const { exportFile } = await import('../drafts/draft-file.ts');
    const { saveFile } = await import('./files.ts');
    saveFile(exportFile(services.store, title));
  }

  async function take(file: File): Promise<void> {
    const { takeFile } = await import('./take-file.tsx');
    await takeFile(file, { services, keeper });
  }

  async function remove(): Promise<void> {
    const { ask } = await import('./question.tsx');
    const isSure = await ask(services, {
      title: say('actions.draft.delete.title'),
      words: say('actions.draft.delete.help'),
      yes: say('actions.draft.delete.yes'),
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await deleteDraft(draft.id);
      keeper.abandon();
      location.assign(`/forms/${draft.form}`);
    } catch (cause) {
      services.announce(troubleWords(cause).join(' '), 'problem');
    }
  }
}
