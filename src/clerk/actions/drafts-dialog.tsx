import { useEffect, useState } from 'preact/hooks';
import { deleteDraft, type DraftSummary, duplicateDraft, listDrafts, renameDraft } from '../drafts/draft-store.ts';
import { momentWords } from '../moments.ts';
import { pageData } from '../page-data.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { DialogHead } from './dialog-parts.tsx';
import { troubleWords } from './trouble-words.ts';

/** What is being done with one of the drafts. */
type Doing = { readonly id: string; readonly what: 'rename' | 'delete' } | null;

/** Drafts of this form: to be opened, renamed, copied and thrown away. */
export function DraftsDialog({ keeper, close }: ActionProps & { readonly close: () => void }) {
  const say = useWords();
  const person = pageData.person.id;
  const { form, id: open } = keeper.draft;
  const [drafts, setDrafts] = useState<readonly DraftSummary[] | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const look = async () => {
    setDrafts((await listDrafts(person)).filter((draft) => draft.form === form));
  };
  useEffect(() => void look(), []);

  return (
    <>
      <DialogHead title={say('actions.drafts.title')} close={close} />
      <div class="dialog-body">
        {trouble !== null && (
          <p class="notice danger" role="alert">
            {troubleWords(trouble).join(' ')}
          </p>
        )}
        {drafts === null && <p class="loading">{say('actions.drafts.loading')}</p>}
        {drafts?.length === 0 && (
          <div class="empty">
            <h2>{say('actions.drafts.none')}</h2>
            <p>{say('actions.drafts.none.help')}</p>
          </div>
        )}
        <ul role="list" class="draft-list">
          {drafts?.map((draft) => (
            <li key={draft.id}>{doing?.id === draft.id ? doingWith(draft, doing.what) : lineOf(draft)}</li>
          ))}
        </ul>
      </div>
      <footer>
        <a class="button" href="/">
          {say('actions.drafts.all')}
        </a>
        <button type="button" class="primary" onClick={close}>
          {say('actions.close')}
        </button>
      </footer>
    </>
  );

  function lineOf(draft: DraftSummary) {
    const { id, title, savedAt, place } = draft;
    const name = title === '' ? say('actions.draft.untitled') : title;
    const address = `/forms/${form}?draft=${id}`;
    const button = (words: string, act: () => void) => (
      <button type="button" class="quiet small" aria-label={`${words}: ${name}`} onClick={act}>
        {words}
      </button>
    );
    return (
      <>
        <span class="grow">
          {id === open ? <b>{name}</b> : <a href={address}>{name}</a>}
          <span class="soft small">
            {say(`actions.drafts.${place}`, { time: momentWords(savedAt) })}
            {id === open && ` · ${say('actions.drafts.open')}`}
          </span>
        </span>
        {button(say('actions.drafts.rename'), () => {
          setDoing({ id, what: 'rename' });
        })}
        {button(say('actions.drafts.copy'), () => void attempt(() => duplicateDraft(id, person)))}
        {id !== open &&
          button(say('actions.drafts.delete'), () => {
            setDoing({ id, what: 'delete' });
          })}
      </>
    );
  }

  function doingWith({ id, title }: DraftSummary, what: 'rename' | 'delete') {
    const back = () => {
      setDoing(null);
    };
    if (what === 'delete') {
      return (
        <>
          <span class="grow">{say('actions.drafts.delete.sure', { title })}</span>
          <button type="button" class="small" onClick={back}>
            {say('actions.cancel')}
          </button>
          <button type="button" class="danger small" onClick={() => void attempt(() => deleteDraft(id))}>
            {say('actions.draft.delete.yes')}
          </button>
        </>
      );
    }
    return (
      <form
        class="row grow"
        onSubmit={(event) => {
          event.preventDefault();
          const name = new FormData(event.currentTarget).get('name');
          if (typeof name !== 'string') return;
          void attempt(() => (id === open ? keeper.rename(name) : renameDraft(id, person, name)));
        }}
      >
        <input
          class="grow"
          name="name"
          autofocus
          maxLength={200}
          defaultValue={title}
          aria-label={say('actions.rename.name')}
        />
        <button type="button" class="small" onClick={back}>
          {say('actions.cancel')}
        </button>
        <button class="primary small">{say('actions.rename.submit')}</button>
      </form>
    );
  }

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    setTrouble(null);
    try {
      await act();
      setDoing(null);
      await look();
    } catch (cause) {
      setTrouble(cause);
    }
  }
}
