import { Router, type RequestHandler } from 'express';
import type { Core } from '../../core.ts';
import type { Metrics } from '../../observe/metrics.ts';

/** Health for a balancer (no key), metrics for an operator (with key). */
export function operationRoutes(core: Core, metrics: Metrics, key: RequestHandler, stopping: () => boolean): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  router.get('/health/ready', (_request, response) => {
    const ready = core.pool.ready() && !stopping();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });
  router.get('/metrics', key, async (_request, response) => {
    response.setHeader('Content-Type', metrics.contentType);
    response.send(await metrics.text());
  });
  return router;
}
