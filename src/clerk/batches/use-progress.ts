import { useEffect, useState } from 'preact/hooks';
import { ask, OfflineError } from '../server.ts';
import type { Batch } from './data.ts';

/** Milliseconds after which the service is asked again that did not answer. */
const pause = 3000;

export interface Progress {
  readonly batch: Batch;
  /** Told by an answer before the next event says the same. */
  readonly setBatch: (batch: Batch) => void;
  /** Whether nothing is heard of the batch for now; it goes on. */
  readonly isLost: boolean;
  /** Why nothing more will be heard; null while something may. */
  readonly refusal: unknown;
}

/** How far a batch is, as the service tells it by server-sent events until the batch is over. */
export function useProgress(first: Batch): Progress {
  const [batch, setBatch] = useState(first);
  const [isLost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isOver = batch.finishedAt !== null;
  const { id } = batch;

  useEffect(() => {
    if (isOver) return;
    const ended = new AbortController();
    const source = new EventSource(`/v1/batches/${id}/events`);
    source.addEventListener('progress', ({ data }: MessageEvent<string>) => {
      setBatch(JSON.parse(data) as Batch);
    });
    source.addEventListener('open', () => {
      setLost(false);
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) void look();
      // The browser goes on trying by itself.
      else setLost(true);
    });
    return () => {
      ended.abort();
      source.close();
    };

    /** Events do not tell why there are none. */
    async function look(): Promise<void> {
      try {
        const answer = await ask(`/v1/batches/${id}`, { signal: ended.signal });
        setBatch((await answer.json()) as Batch);
      } catch (error) {
        if (ended.signal.aborted) return;
        if (!(error instanceof OfflineError)) {
          setRefusal(error);
          return;
        }
        setLost(true);
      }
      const timer = setTimeout(() => {
        setAttempt((count) => count + 1);
      }, pause);
      ended.signal.addEventListener('abort', () => {
        clearTimeout(timer);
      });
    }
  }, [id, isOver, attempt]);

  return { batch, setBatch, isLost, refusal };
}
