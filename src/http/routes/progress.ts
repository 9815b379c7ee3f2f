import { type Response, Router } from 'express';
import type { RenderProgress } from '../../drafts/render-progress.ts';
import { requireScope } from '../callers.ts';
import { EventStream } from '../event-stream.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { ProgressBoard } from '../progress-board.ts';

/** Milliseconds between two events while nothing but time goes on. */
const interval = 500;

/** How far a document is that the same caller is having made. */
export function progressRoutes(board: ProgressBoard): Router {
  const router = Router();
  router
    .route('/v1/progress/:id')
    .get(requireScope('render'), async (request, response) => {
      sendState(response, await board.find(request));
    })
    .all(refuseOtherMethods('GET, HEAD'));
  return router;
}

/** Server-sent events until the document is answered; each tells everything, so that who connects anew misses nothing. */
function sendState(response: Response, progress: RenderProgress): void {
  const stream = new EventStream(response);
  if (stream.closed.aborted) return;
  const tell = () => {
    stream.send('progress', progress.state());
    if (!progress.isOver) return;
    leave();
    stream.end();
  };
  const timer = setInterval(tell, interval);
  const unwatch = progress.watch(tell);
  const leave = () => {
    clearInterval(timer);
    unwatch();
  };
  stream.closed.addEventListener('abort', leave);
  tell();
}
