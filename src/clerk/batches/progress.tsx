import { useEffect, useRef, useState } from 'preact/hooks';
import { interfaceLanguage, say as sayNow, useWords } from '../words.ts';
import { type Batch, purposeOf } from './data.ts';
import { durationWords, figures, sayCount } from './figures.ts';

/** How far a batch is: a bar, figures, and for those who do not see them a word now and then. */
export function ProgressOf({ batch, isLost }: { readonly batch: Batch; readonly isLost: boolean }) {
  const say = useWords();
  const { total, done, failed, ratePerSecond, remainingSeconds, state } = batch;
  const percent = Math.floor(((done + failed) / total) * 100);
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // The policy of the page allows no style attributes in its markup.
    if (bar.current !== null) bar.current.style.width = `${percent}%`;
  }, [percent]);
  return (
    <div class="progress stack">
      <p class="summary">{summaryOf(batch)}</p>
      {batch.finishedAt === null && (
        <>
          <div
            class="bar-progress"
            role="progressbar"
            aria-valuenow={percent}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-label={say('batches.progress')}
          >
            <span ref={bar} />
          </div>
          <p class="soft small number">
            {state === 'running' && ratePerSecond !== null
              ? say('batches.pace', {
                  rate: figures(ratePerSecond < 10 ? ratePerSecond : Math.round(ratePerSecond)),
                  remaining: durationWords(remainingSeconds ?? 0),
                })
              : say(state === 'paused' ? 'batches.paused' : 'batches.starting')}
          </p>
        </>
      )}
      {isLost && batch.finishedAt === null && <p class="notice warning">{say('batches.lost')}</p>}
      <Spoken batch={batch} percent={percent} />
    </div>
  );
}

/** Speaks at each quarter and when the state changes: every figure would be too much to listen to. */
function Spoken({ batch, percent }: { readonly batch: Batch; readonly percent: number }) {
  const [words, setWords] = useState('');
  const quarter = Math.floor(percent / 25);
  const { state } = batch;
  const isFirst = useRef(true);
  useEffect(() => {
    // What stands on the page as it opens is read anyway.
    if (!isFirst.current) setWords(`${sayNow(`batches.state.${state}`)}. ${summaryOf(batch)}`);
    isFirst.current = false;
  }, [quarter, state, interfaceLanguage.current]);
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {words}
    </p>
  );
}

/** «Выдано 9 990 из 10 000, с ошибками – 10.» */
export function summaryOf(batch: Batch): string {
  const { total, done, failed, finishedAt, state } = batch;
  const counts = { done: figures(done), total: figures(total) };
  const ending = finishedAt === null ? 'now' : 'over';
  const left = total - done - failed;
  return [
    sayNow(`batches.summary.${purposeOf(batch)}.${ending}`, counts),
    ...(failed > 0 ? [sayCount('batches.summary.failed', failed)] : []),
    ...(state === 'cancelled' && left > 0 ? [sayCount('batches.summary.left', left)] : []),
  ].join(' ');
}
