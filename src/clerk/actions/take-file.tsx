import type { Language } from '../../compose/document.ts';
import type { JsonObject } from '../../forms/json.ts';
import { type Draft, emptyDraft, hasContent } from '../drafts/draft.ts';
import { DraftFileError, readDraftFile } from '../drafts/draft-file.ts';
import { keepDraft } from '../drafts/draft-store.ts';
import { labelOf } from '../findings/sentence.ts';
import { ask as askServer } from '../server.ts';
import { say, useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { DialogHead } from './dialog-parts.tsx';
import { troubleWords } from './trouble-words.ts';

/** Values that a file holds for this form. */
interface Taken {
  readonly payload: JsonObject;
  readonly language: Language | null;
  /** Texts that are no value of their field; they are put there to be corrected. */
  readonly unreadable: Readonly<Record<string, string>>;
  /** Filled-in fields that the form does not have. */
  readonly ignored: number;
  readonly note: 'edition' | null;
}

/** What the service tells of an uploaded file. */
interface FileValues {
  readonly languages: readonly Language[];
  readonly payload: JsonObject;
  readonly unread: readonly { readonly path: string; readonly text: string }[];
  readonly ignored: number;
}

/** Takes the values of a file over: a draft in JSON, a filled-in fillable PDF, or an issued document. */
export async function takeFile(file: File, props: ActionProps): Promise<void> {
  const { services, keeper } = props;
  try {
    const taken = /\.json$/i.test(file.name) ? await fromDraftFile(file, props) : await fromDocument(file, props);
    if (taken === null) return;
    await keeper.save();
    const isClean = Object.keys(taken.unreadable).length === 0 && taken.ignored === 0 && taken.note === null;
    if (isClean && !hasContent(contentOf(props))) {
      put(taken, props);
      return;
    }
    await services.openDialog((close) => <TakeDialog {...props} taken={taken} name={file.name} close={close} />);
  } catch (cause) {
    const words =
      cause instanceof DraftFileError ? [say(`actions.import.refused.${cause.reason}`)] : troubleWords(cause);
    services.announce([say('actions.import.failed', { name: file.name }), ...words].join(' '), 'problem');
  }
}

async function fromDraftFile(file: File, { services, keeper }: ActionProps): Promise<Taken | null> {
  const { form, edition, language, payload, unreadable } = await readDraftFile(file);
  const own = services.store.form;
  if (form !== null && form !== own.id) {
    // Its own form shows it better than any message.
    const draft: Draft = {
      ...emptyDraft(own, keeper.draft.person, language ?? services.store.language),
      form,
      edition: edition ?? '',
      payload,
      unreadable,
      revision: 1,
      updatedAt: new Date().toISOString(),
    };
    const { ask } = await import('./question.tsx');
    const goes = await ask(services, {
      title: say('actions.import.other.title'),
      words: say('actions.import.other.help'),
      yes: say('actions.import.other.yes'),
    });
    if (!goes) return null;
    await keepDraft(draft);
    location.assign(`/forms/${encodeURIComponent(form)}?draft=${draft.id}`);
    return null;
  }
  const isOfOtherEdition = edition !== null && edition !== own.about.edition;
  return { payload, language, unreadable, ignored: 0, note: isOfOtherEdition ? 'edition' : null };
}

/** @throws ServerProblem, OfflineError */
async function fromDocument(file: File, { services: { store } }: ActionProps): Promise<Taken> {
  const body = new FormData();
  body.set('file', file);
  const response = await askServer(`/v1/forms/${encodeURIComponent(store.form.id)}/values`, { method: 'POST', body });
  const { payload, languages, unread, ignored } = (await response.json()) as FileValues;
  const unreadable = Object.fromEntries(unread.map(({ path, text }) => [path, text]));
  return { payload, language: languages[0] ?? null, unreadable, ignored, note: null };
}

function TakeDialog({
  services,
  keeper,
  taken,
  name,
  close,
}: ActionProps & { readonly taken: Taken; readonly name: string; readonly close: () => void }) {
  useWords();
  const { form } = services.store;
  const unread = Object.entries(taken.unreadable);
  const isReplacing = hasContent(contentOf({ services, keeper }));
  return (
    <>
      <DialogHead title={say('actions.import.title')} close={close} />
      <div class="dialog-body">
        <p class="soft">{name}</p>
        {isReplacing && <p class="notice">{say('actions.import.replaces')}</p>}
        {taken.note !== null && <p class="notice warning">{say(`actions.begin.${taken.note}`)}</p>}
        {unread.length > 0 && (
          <section class="stack">
            <h3>{say('actions.import.unread', { count: unread.length })}</h3>
            <p class="soft small">{say('actions.import.unread.help')}</p>
            <dl class="facts">
              {unread.slice(0, 50).map(([path, text]) => (
                <div key={path}>
                  <dt>{labelOf(form, path)}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {taken.ignored > 0 && <p class="soft">{say('actions.import.ignored', { count: taken.ignored })}</p>}
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('actions.cancel')}
        </button>
        {isReplacing && (
          <button
            type="button"
            onClick={() => {
              keeper.beginAnother();
              put(taken, { services, keeper });
              close();
            }}
          >
            {say('actions.import.asNew')}
          </button>
        )}
        <button
          type="button"
          class="primary"
          onClick={() => {
            put(taken, { services, keeper });
            close();
          }}
        >
          {say(isReplacing ? 'actions.import.replace' : 'actions.import.take')}
        </button>
      </footer>
    </>
  );
}

function put({ payload, language, unreadable }: Taken, { services }: ActionProps): void {
  const { store } = services;
  store.replace(payload, new Map(Object.entries(unreadable)));
  if (language !== null) store.language = language;
  services.announce(say('actions.import.done'));
}

function contentOf({ services: { store } }: ActionProps) {
  return { payload: store.payload, unreadable: Object.fromEntries(store.unreadable) };
}
