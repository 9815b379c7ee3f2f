import { useEffect, useRef, useState } from 'preact/hooks';
import { titleInList } from '../../web/title-in-list.ts';
import { inOwn, ownLanguage } from '../documents/in-own.ts';
import { momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import { Changes } from './changes.tsx';
import { type BatchData, purposeOf } from './data.ts';
import { Downloads } from './downloads.tsx';
import { IssueOffer } from './issue-offer.tsx';
import { ProgressOf } from './progress.tsx';
import { Refused } from './refused.tsx';
import { Rows } from './rows.tsx';
import type { SentRows } from './sent-rows.ts';
import { StateChip } from './state-chip.tsx';
import { useProgress } from './use-progress.ts';

interface BatchPageProperties extends BatchData {
  /** Whether it was come to without leaving the document. */
  readonly isHere: boolean;
  /** The rows that were checked; null where they are not at hand any more. */
  readonly rows: SentRows | null;
  readonly onStarted: (id: string, rows: SentRows | null) => Promise<void>;
}

/** One batch: how far it is, what became of its rows, and what may be done with it. */
export function BatchPage({ batch: first, title, labels, isHere, rows, onStarted }: BatchPageProperties) {
  const say = useWords();
  const { batch, setBatch, isLost, refusal } = useProgress(first);
  const [trouble, setTrouble] = useState<unknown>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const name = titleInList(inOwn(title));

  useEffect(() => {
    document.title = name;
  });
  useEffect(() => {
    // The button that led here is gone, and the focus with it.
    if (isHere) heading.current?.focus();
  }, []);

  return (
    <>
      <p class="small">
        <a href="/batches">← {say('batches.title')}</a>
      </p>
      <header class="batch-head">
        <p class="row soft small">
          <span>{say(`batches.kind.${purposeOf(batch)}`)}</span>
          <span>·</span>
          <span>{batch.languages.map((language) => say(`batches.languages.${language}`)).join(', ')}</span>
          {!batch.dryRun && (
            <>
              <span>·</span>
              <span>{batch.format.toUpperCase()}</span>
            </>
          )}
          <span>·</span>
          <time class="number" dateTime={batch.createdAt}>
            {momentFigures(batch.createdAt)}
          </time>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          <span lang={ownLanguage()}>{name}</span> <StateChip batch={batch} />
        </h1>
      </header>
      <section class="card stack" aria-label={say('batches.progress')}>
        <ProgressOf batch={batch} isLost={isLost} />
        {(trouble ?? refusal) !== null && <Refused error={trouble ?? refusal} />}
        <IssueOffer batch={batch} title={title} rows={rows} onStarted={onStarted} />
        <div class="row">
          <Downloads batch={batch} />
          <Changes batch={batch} onChanged={setBatch} onTrouble={setTrouble} />
        </div>
        {batch.failed > 0 && !batch.dryRun && batch.finishedAt !== null && (
          <p class="help">{say('batches.errors.help')}</p>
        )}
      </section>
      <Rows batch={batch} labels={labels} />
    </>
  );
}
