import { useEffect, useState } from 'preact/hooks';
import { ask } from '../server.ts';
import { interfaceLanguage, useWords } from '../words.ts';
import type { Batch, BatchData, BatchRow } from './data.ts';
import { figures } from './figures.ts';
import { Refused } from './refused.tsx';
import { DoneRow, FailedRow } from './row-views.tsx';

const pageLength = 50;

type Shown = 'failed' | 'done';

interface Page {
  readonly items: readonly BatchRow[];
  /** Position after which the next page begins; null on the last. */
  readonly next: number | null;
}

/** Rows with what was wrong with them, and those that became documents. */
export function Rows({ batch, labels }: { readonly batch: Batch; readonly labels: BatchData['labels'] }) {
  const say = useWords();
  const { failed, done, finishedAt } = batch;
  // Drafts and checks leave nothing behind that could be opened.
  const kinds = (['failed', 'done'] as const).filter(
    (kind) => batch[kind] > 0 && (kind === 'failed' || (batch.action === 'issue' && !batch.dryRun)),
  );
  const [wanted, setWanted] = useState<Shown>('failed');
  const shown = kinds.includes(wanted) ? wanted : kinds[0];
  const [page, setPage] = useState<Page & { readonly of: Shown }>({ items: [], next: null, of: 'failed' });
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const language = interfaceLanguage.current;
  // While rows are being done only a first page that is not full changes.
  const known = Math.min(shown === undefined ? 0 : batch[shown], pageLength);

  useEffect(() => {
    if (shown === undefined) return;
    const ended = new AbortController();
    void look(shown, null, ended.signal);
    return () => {
      ended.abort();
    };
  }, [batch.id, shown, known, finishedAt, language]);

  if (shown === undefined) return null;
  const rows = page.of === shown ? page.items : [];
  return (
    <section class="stack" aria-labelledby="rows">
      <div class="spread">
        <h2 id="rows">{say('batches.rows.title')}</h2>
        {kinds.length > 1 && (
          <div class="segmented" role="group" aria-labelledby="rows">
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                class="small"
                aria-pressed={kind === shown}
                onClick={() => {
                  setWanted(kind);
                }}
              >
                {say(`batches.rows.${kind}`)} <span class="count">{figures(kind === 'failed' ? failed : done)}</span>
              </button>
            ))}
          </div>
        )}
      </div>
      {trouble !== null && <Refused error={trouble} />}
      <div class="scroller">
        <table class="records rows">
          <thead>
            <tr>
              <th scope="col">{say('batches.row')}</th>
              <th scope="col">{say(shown === 'failed' ? 'batches.row.errors' : 'batches.row.document')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              shown === 'failed' ? (
                <FailedRow key={row.position} row={row} labels={labels} />
              ) : (
                <DoneRow key={row.position} row={row} />
              ),
            )}
          </tbody>
        </table>
      </div>
      {page.of === shown && page.next !== null && (
        <p class="more">
          <button type="button" aria-busy={isBusy} onClick={() => void look(shown, page)}>
            {say('batches.rows.more')}
          </button>
        </p>
      )}
    </section>
  );

  async function look(state: Shown, before: Page | null, signal?: AbortSignal): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const query = new URLSearchParams({ state, limit: String(pageLength), after: String(before?.next ?? 0) });
      const answer = await ask(
        `/v1/batches/${batch.id}/items?${query.toString()}`,
        signal === undefined ? {} : { signal },
      );
      const { items, next } = (await answer.json()) as Page;
      setPage({ items: [...(before?.items ?? []), ...items], next, of: state });
    } catch (error) {
      // Something else is being looked for.
      if (signal?.aborted === true) return;
      setTrouble(error);
    }
    setBusy(false);
  }
}
