import { Router, type RequestHandler } from 'express';
import type { Metrics } from '../../observe/metrics.ts';
import type { Readiness } from '../../observe/readiness.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Health for a balancer (no key), metrics for an operator (with key). */
export function operationRoutes(
  readiness: Readiness,
  metrics: Metrics,
  key: RequestHandler,
  stopping: () => boolean,
): Router {
  const router = Router();
  router
    .route('/health/live')
    .get((_request, response) => {
      response.json({ status: 'live' });
    })
    .all(refuseOtherMethods('GET, HEAD'));
  router
    .route('/health/ready')
    .get(async (_request, response) => {
      const { browser, registry } = await readiness.state();
      const ready = browser && registry && !stopping();
      response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', browser, registry });
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
