import { type Request, Router } from 'express';
import type { Core } from '../../core.ts';
import { Problem } from '../../problem.ts';
import { type Webhook, webhookLimit } from '../../registry/webhooks.ts';
import type { AllowedHosts } from '../../webhooks/allowed-hosts.ts';
import { deliverTest } from '../../webhooks/delivery.ts';
import { readWebhookAddress } from '../../webhooks/webhook-address.ts';
import { callerIn, requireScope } from '../callers.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { readRequest } from '../request-bodies.ts';

const bodyBytes = 16 * 1024;
/** Messages that the log of a webhook shows. */
const logLength = 100;

/** Whom an issuer tells what happens. Null hosts: the operator lets nothing be sent. */
export function webhookRoutes({ office: { registry }, now }: Core, hosts: AllowedHosts | null): Router {
  const router = Router();
  const { webhooks } = registry;
  router.use('/v1/webhooks', requireScope('admin'), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });

  router
    .route('/v1/webhooks')
    .get(async (request, response) => {
      response.json({ webhooks: (await webhooks.list(callerIn(request).issuer.id)).map(shown) });
    })
    .post(async (request, response) => {
      const allowed = configured(hosts);
      const { value } = await readRequest(request, 'webhook', bodyBytes);
      const { issuer, actor } = callerIn(request);
      const url = readWebhookAddress(value.url, allowed);
      const added = await webhooks.add({ issuer: issuer.id, url, events: value.events }, actor);
      if (added.kind === 'full') throw new Problem('webhooks-full', { params: { limit: webhookLimit } });
      response.setHeader('Location', `/v1/webhooks/${added.webhook.id}`);
      response.status(201).json({ ...shown(added.webhook), secret: added.secret });
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/v1/webhooks/:id')
    .get(async (request, response) => {
      response.json(shown(await webhookOf(request)));
    })
    .delete(async (request, response) => {
      const { issuer, actor } = callerIn(request);
      if (!(await webhooks.remove(request.params.id, issuer.id, actor))) throw new Problem('webhook-unknown');
      response.status(204).end();
    })
    .all(refuseOtherMethods('GET, HEAD, DELETE'));

  router
    .route('/v1/webhooks/:id/deliveries')
    .get(async (request, response) => {
      const { id } = await webhookOf(request);
      response.json({ deliveries: await webhooks.deliveries(id, logLength) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/webhooks/:id/test')
    .post(async (request, response) => {
      const allowed = configured(hosts);
      const { id } = await webhookOf(request);
      const attempt = await deliverTest(id, { webhooks, hosts: allowed, now });
      if (attempt === null) throw new Problem('webhook-unknown');
      response.json({ delivered: attempt.isDelivered, outcome: attempt.outcome });
    })
    .all(refuseOtherMethods('POST'));

  return router;

  async function webhookOf(request: Request<{ id: string }>): Promise<Webhook> {
    const webhook = await webhooks.find(request.params.id, callerIn(request).issuer.id);
    if (webhook === null) throw new Problem('webhook-unknown');
    return webhook;
  }
}

/** @throws Problem `webhooks-not-configured` */
function configured(hosts: AllowedHosts | null): AllowedHosts {
  if (hosts === null) throw new Problem('webhooks-not-configured');
  return hosts;
}

function shown({ id, url, events, createdAt }: Webhook) {
  return { id, url, events, createdAt };
}
