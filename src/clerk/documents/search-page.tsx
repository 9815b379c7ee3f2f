import { useEffect, useState } from 'preact/hooks';
import { post } from '../server.ts';
import { useWords } from '../words.ts';
import type { FoundDocument, SearchData } from './data.ts';
import { Results } from './results.tsx';
import { keepConditions, keptConditions, searchBody, type SearchConditions } from './search-conditions.ts';
import { SearchForm } from './search-form.tsx';
import { Trouble } from './trouble.tsx';

interface Page {
  readonly documents: readonly FoundDocument[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** Issued documents: the newest ones at first, then what was searched for. */
export function SearchPage({ forms }: SearchData) {
  const say = useWords();
  const [typed, setTyped] = useState(keptConditions);
  const [asked, setAsked] = useState(typed);
  const [found, setFound] = useState<Page | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    document.title = say('documents.title');
  });
  useEffect(() => {
    const { signal, cancel } = cancellable();
    void look(asked, null, signal);
    return cancel;
  }, [asked]);

  const isWhole = Object.keys(searchBody(asked)).length === 0;
  return (
    <>
      <h1>{say('documents.title')}</h1>
      <SearchForm
        conditions={typed}
        forms={forms}
        onChange={setTyped}
        onSubmit={(conditions) => {
          setTyped(conditions);
          keepConditions(conditions);
          setAsked({ ...conditions });
        }}
      />
      <p class="shown soft small" role="status">
        {isBusy ? say('documents.finding') : found === null ? '' : shownWords(found)}
      </p>
      {trouble !== null && (
        <Trouble
          error={trouble}
          again={() => {
            setAsked({ ...asked });
          }}
        />
      )}
      {found !== null && found.documents.length > 0 && <Results documents={found.documents} forms={forms} />}
      {found?.documents.length === 0 && <Nothing isWhole={isWhole} />}
      {found !== null && found.next !== null && (
        <p class="more">
          <button type="button" aria-busy={isBusy} onClick={() => void look(asked, found)}>
            {say('documents.more')}
          </button>
        </p>
      )}
    </>
  );

  async function look(conditions: SearchConditions, before: Page | null, signal?: AbortSignal): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const body = { ...searchBody(conditions), ...(before === null ? {} : { after: before.next }) };
      const answer = await post('/v1/documents/search', body, signal === undefined ? {} : { signal });
      const page = (await answer.json()) as Page;
      setFound({ ...page, documents: [...(before?.documents ?? []), ...page.documents] });
    } catch (error) {
      // Another search has begun.
      if (signal?.aborted === true) return;
      if (before === null) setFound(null);
      setTrouble(error);
    }
    setBusy(false);
  }

  function shownWords({ documents, next }: Page): string {
    if (documents.length === 0) return '';
    const shown = say('documents.shown', { count: documents.length });
    return next === null ? shown : `${shown}, ${say('documents.shown.more')}`;
  }
}

function Nothing({ isWhole }: { readonly isWhole: boolean }) {
  const say = useWords();
  const key = isWhole ? 'nothing' : 'none';
  return (
    <div class="empty">
      <h2>{say(`documents.${key}`)}</h2>
      <p>{say(`documents.${key}.hint`)}</p>
      {isWhole && (
        <a class="button primary" href="/">
          {say('documents.nothing.open')}
        </a>
      )}
    </div>
  );
}

function cancellable(): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    cancel() {
      controller.abort();
    },
  };
}
