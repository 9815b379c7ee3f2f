import { EventEmitter, once } from 'node:events';
import type { Request, Response } from 'express';
import { RenderProgress } from '../drafts/render-progress.ts';
import { Problem } from '../problem.ts';
import { callerIn } from './callers.ts';

/** An id that its caller made up at random: a UUID, for example. */
const idPattern = /^[A-Za-z0-9-]{16,64}$/;
/** Documents under way that one caller may watch; the others are made unwatched. */
const mostOfCaller = 32;
/** Milliseconds that a watcher waits for a request that it came before. */
const patience = 3000;

/** The documents under way whose callers want to know how far they are. Nothing of them is kept when they are answered. */
export class ProgressBoard {
  readonly #byCaller = new Map<string, Map<string, RenderProgress>>();
  readonly #arrivals = new EventEmitter().setMaxListeners(0);

  /**
   * Has the answer to a request watched until it is out, where `Nysan-Progress` asks for that.
   * @returns null where nobody will watch
   * @throws Problem `progress-id-invalid`
   */
  follow(request: Request, response: Response): RenderProgress | null {
    const id = request.headers['nysan-progress'];
    if (id === undefined) return null;
    if (typeof id !== 'string' || !idPattern.test(id)) throw new Problem('progress-id-invalid');
    const caller = callerNameOf(request);
    const own = this.#byCaller.get(caller) ?? new Map<string, RenderProgress>();
    if (own.has(id) || own.size >= mostOfCaller) return null;
    const progress = new RenderProgress();
    this.#byCaller.set(caller, own.set(id, progress));
    response.on('close', () => {
      own.delete(id);
      if (own.size === 0) this.#byCaller.delete(caller);
      progress.finish(response.writableFinished && response.statusCode < 400 ? 'ready' : 'refused');
    });
    this.#arrivals.emit(`${caller} ${id}`);
    return progress;
  }

  /**
   * The caller's own document under that id; one that has not arrived is waited for a little, and those of others do not
   * exist. Rejects with Problem `progress-unknown`.
   */
  async find(request: Request<{ id: string }>): Promise<RenderProgress> {
    const { id } = request.params;
    const caller = callerNameOf(request);
    const found = () => this.#byCaller.get(caller)?.get(id);
    if (found() === undefined && idPattern.test(id)) {
      // That nobody came in time is told below.
      await once(this.#arrivals, `${caller} ${id}`, { signal: AbortSignal.timeout(patience) }).catch(() => undefined);
    }
    const progress = found();
    if (progress === undefined) throw new Problem('progress-unknown');
    return progress;
  }
}

function callerNameOf(request: Request): string {
  const { issuer, actor } = callerIn(request);
  return `${issuer.id} ${actor.id}`;
}
