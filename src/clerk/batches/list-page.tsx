import { useEffect, useState } from 'preact/hooks';
import { titleInList } from '../../web/title-in-list.ts';
import { inOwn, ownLanguage } from '../documents/in-own.ts';
import { momentFigures } from '../moments.ts';
import { ask } from '../server.ts';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import { type Batch, type ListData, purposeOf } from './data.ts';
import { figures } from './figures.ts';
import { StateChip } from './state-chip.tsx';

/** Milliseconds between two looks at batches that are running. */
const lookInterval = 3000;

/** The batches of the person, the newest first. */
export function ListPage({ batches: first, titles }: ListData) {
  const say = useWords();
  const [batches, setBatches] = useState(first);
  const isRunning = batches.some(({ state }) => state === 'running');

  useEffect(() => {
    document.title = say('batches.title');
  });
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      // What is not heard of this time is heard of the next.
      look().then(setBatches, () => undefined);
    }, lookInterval);
    return () => {
      clearInterval(timer);
    };
  }, [isRunning]);

  return (
    <>
      <header class="spread">
        <h1>{say('batches.title')}</h1>
        {batches.length > 0 && (
          <a class="button primary" href="/batches/new">
            <Icon name="plus" />
            {say('batches.new')}
          </a>
        )}
      </header>
      {batches.length === 0 ? <Nothing /> : <Table batches={batches} titles={titles} />}
    </>
  );
}

function Table({ batches, titles }: Pick<ListData, 'batches' | 'titles'>) {
  const say = useWords();
  const columns = ['form', 'kind', 'rows', 'started', 'state'] as const;
  return (
    <div class="scroller batch-list">
      <table class="records">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(`batches.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <th scope="row" lang={ownLanguage()}>
                <a href={`/batches/${batch.id}`}>{titleOf(batch)}</a>
              </th>
              <td data-label={say('batches.column.kind')}>{say(`batches.kind.${purposeOf(batch)}`)}</td>
              <td data-label={say('batches.column.rows')} class="number">
                {rowsOf(batch)}
              </td>
              <td data-label={say('batches.column.started')} class="number">
                <time dateTime={batch.createdAt}>{momentFigures(batch.createdAt)}</time>
              </td>
              <td>
                <StateChip batch={batch} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function titleOf({ form }: Batch): string {
    const title = titles[form];
    return title === undefined ? form : titleInList(inOwn(title));
  }

  function rowsOf({ total, done, failed }: Batch): string {
    const counts = { done: figures(done), total: figures(total), failed: figures(failed) };
    return say(failed > 0 ? 'batches.rows.errors' : 'batches.rows', counts);
  }
}

function Nothing() {
  const say = useWords();
  return (
    <div class="empty">
      <h2>{say('batches.nothing')}</h2>
      <p>{say('batches.nothing.hint')}</p>
      <a class="button primary" href="/batches/new">
        {say('batches.new')}
      </a>
    </div>
  );
}

async function look(): Promise<readonly Batch[]> {
  const answer = await ask('/v1/batches');
  return ((await answer.json()) as { readonly batches: readonly Batch[] }).batches;
}
