import { Router, type RequestHandler } from 'express';
import type { Core } from '../../core.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Health for a balancer (no key), metrics for an operator (with key). */
export function operationRoutes(core: Core, metrics: Metrics, key: RequestHandler, stopping: () => boolean): Router {
  const router = Router();
  router
    .route('/health/live')
    .get((_request, response) => {
      response.json({ status: 'live' });
    })
    .all(refuseOtherMethods('GET, HEAD'));
  router
    .route('/health/ready')
    .get((_request, response) => {
      const ready = core.pool.ready() && !stopping();
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
    })
    .all(refuseOtherMethods('GET, HEAD'));
  router
    .route('/metrics')
    .get(key, async (_request, response) => {
      response.setHeader('Content-Type', metrics.contentType);
      response.send(await metrics.text());
    })
    .all(refuseOtherMethods('GET, HEAD'));
  return router;
}
