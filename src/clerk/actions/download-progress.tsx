import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RenderState } from '../../drafts/render-progress.ts';
import { randomText } from '../drafts/draft.ts';
import { say as sayNow, useWords } from '../words.ts';

/** Milliseconds within which most files are there: what flashes up and goes is no help. */
const quick = 1000;
/** Seconds are told in steps that an estimate deserves. */
const stepOfSeconds = 5;
const minute = 60;

/**
 * Does work that the service is asked for, and shows how far it is where it is not done at once.
 *
 * @param work given the id to send in `Nysan-Progress`
 */
export async function showingProgress<Result>(work: (id: string) => Promise<Result>): Promise<Result> {
  const id = randomText(26);
  const place = document.createElement('div');
  const timer = setTimeout(() => {
    document.body.append(place);
    render(<DownloadProgress id={id} />, place);
  }, quick);
  try {
    return await work(id);
  } finally {
    clearTimeout(timer);
    render(null, place);
    place.remove();
  }
}

/** A bar with words; without figures while the service tells none. */
function DownloadProgress({ id }: { readonly id: string }) {
  const say = useWords();
  const state = useRenderState(id);
  const words = wordsOf(state);
  return (
    <section class="download-progress" aria-label={say('actions.progress')} data-step={state?.step}>
      <p aria-hidden="true">{words}</p>
      <progress
        class="bar-progress"
        aria-label={say('actions.progress')}
        aria-valuetext={words}
        {...(state === null || state.done === 0 ? {} : { value: state.done })}
      />
      <Spoken state={state} />
    </section>
  );
}

/** Speaks as the file begins and at each quarter: every second would be too much to listen to. */
function Spoken({ state }: { readonly state: RenderState | null }) {
  const [words, setWords] = useState('');
  const quarter = Math.floor((state?.done ?? 0) * 4);
  useEffect(() => {
    setWords(wordsOf(state));
  }, [state === null, quarter]);
  return (
    <p class="visually-hidden" role="status">
      {words}
    </p>
  );
}

/** How far the file is, as the service tells it; null while it does not: another node may be making it. */
function useRenderState(id: string): RenderState | null {
  const [state, setState] = useState<RenderState | null>(null);
  useEffect(() => {
    const source = new EventSource(`/v1/progress/${id}`);
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      const told = JSON.parse(data) as RenderState;
      if (told.step === 'ready' || told.step === 'refused') source.close();
      setState(told);
    });
    source.addEventListener('error', () => {
      // What was told last would stand still; else the browser connects again by itself.
      if (source.readyState === EventSource.CLOSED) setState(null);
    });
    return () => {
      source.close();
    };
  }, [id]);
  return state;
}

/** «Печатается, осталось около 20 с» */
function wordsOf(state: RenderState | null): string {
  switch (state?.step) {
    case 'wait':
      return sayNow('actions.progress.wait');
    case 'swap':
    case 'print':
      return printingWords(state.secondsLeft);
    case 'transfer':
    case 'postprocess':
    case 'ready':
      return sayNow('actions.progress.finish');
    default:
      return sayNow('actions.progress.prepare');
  }
}

function printingWords(secondsLeft: number | null): string {
  if (secondsLeft === null) return sayNow('actions.progress.longer');
  if (secondsLeft > minute) return sayNow('actions.progress.minutes', { minutes: Math.ceil(secondsLeft / minute) });
  return sayNow('actions.progress.seconds', {
    seconds: Math.max(1, Math.round(secondsLeft / stepOfSeconds)) * stepOfSeconds,
  });
}
