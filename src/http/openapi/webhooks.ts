import type { JsonObject } from '../../forms/json.ts';
import { deliveryStates, type WebhookEvent, webhookEvents } from '../../registry/webhooks.ts';
import { documentStates } from '../../registry/status.ts';
import { requestSchemas } from '../request-bodies.ts';
import { dayOrNull, documentId, instant, members, textOrNull } from './issued-schemas.ts';
import { jsonBody, jsonContent, jsonOperation, operation, pathParameter } from './operations.ts';
import { componentReference, text, withoutIdentity } from './schemas.ts';

const id = pathParameter('id', 'Id of the webhook', text);

/** Doors to the addresses that an issuer tells what happens. */
export const webhookPaths: JsonObject = {
  '/v1/webhooks': {
    get: jsonOperation('listWebhooks', 'Webhooks of the issuer', 'WebhookList'),
    post: {
      ...operation('addWebhook', 'Have an address told what happens', {
        '201': {
          description: 'Added; the secret is shown this once',
          headers: { Location: { description: 'The webhook', schema: text } },
          content: jsonContent('AddedWebhook'),
        },
      }),
      description:
        'Only to hosts that the operator lists in NYSAN_WEBHOOK_HOSTS, and by https. What is sent is described under ' +
        'webhooks. At most 20 webhooks an issuer.',
      requestBody: jsonBody('NewWebhook'),
    },
  },
  '/v1/webhooks/{id}': {
    parameters: [id],
    get: jsonOperation('showWebhook', 'One webhook', 'Webhook'),
    delete: operation('removeWebhook', 'Remove a webhook; messages that wait are given up', {
      '204': { description: 'Removed' },
    }),
  },
  '/v1/webhooks/{id}/deliveries': {
    parameters: [id],
    get: jsonOperation(
      'listWebhookDeliveries',
      'The last hundred messages of a month, the newest first',
      'DeliveryList',
    ),
  },
  '/v1/webhooks/{id}/test': {
    parameters: [id],
    post: jsonOperation('testWebhook', 'Send a message that tells of nothing, at once and once', 'WebhookAttempt'),
  },
};

const webhook: Readonly<Record<string, JsonObject>> = {
  id: text,
  url: text,
  events: { type: 'array', items: { enum: webhookEvents } },
  createdAt: instant,
};

const outcome = '`200`, `500`, …, or `timeout`, `unreachable`, `address-private`, `host-not-allowed`, `removed`';

export const webhookSchemas: Readonly<Record<string, JsonObject>> = {
  NewWebhook: withoutIdentity(requestSchemas.webhook),
  Webhook: members(webhook),
  WebhookList: members({ webhooks: { type: 'array', items: componentReference('Webhook') } }),
  AddedWebhook: members({
    ...webhook,
    secret: { ...text, description: 'Key of the signatures; it is not shown again' },
  }),
  WebhookAttempt: members({ delivered: { type: 'boolean' }, outcome: { ...text, description: outcome } }),
  DeliveryList: members({
    deliveries: {
      type: 'array',
      items: members({
        id: text,
        type: { ...text, description: 'The event, or webhook.test' },
        state: { enum: deliveryStates },
        createdAt: instant,
        attempts: { type: 'integer', minimum: 0 },
        attemptedAt: textOrNull,
        outcome: { ...textOrNull, description: `What came of the last attempt: ${outcome}` },
        dueAt: { ...textOrNull, description: 'When the next attempt is due' },
      }),
    },
  }),
  DocumentMessage: message({
    document: members({
      id: documentId,
      form: text,
      state: { enum: documentStates },
      changedAt: instant,
      validUntil: dayOrNull,
      replacedBy: textOrNull,
    }),
  }),
  BatchMessage: message({
    batch: members({
      id: text,
      form: text,
      action: { enum: ['render', 'issue'] },
      state: { enum: ['finished', 'cancelled'] },
      total: count(),
      done: count(),
      failed: count(),
      dryRun: { type: 'boolean' },
    }),
  }),
};

/** What the service sends, for those who receive it. */
export const sentMessages: JsonObject = Object.fromEntries(
  webhookEvents.map((event) => [
    event,
    {
      post: {
        operationId: `told${nameOf(event)}`,
        summary: event,
        description:
          'Ids and states only. The same message may come more than once, and not in order: `id` tells what was seen. ' +
          'Anything but 2xx within ten seconds is tried again for a day.',
        parameters: [
          sentHeader(
            'Nysan-Signature',
            't=<seconds>,v1=<HMAC-SHA256 of `<seconds>.<body>` with the secret, hexadecimal>',
          ),
          sentHeader('Nysan-Event', 'The type'),
          sentHeader('Nysan-Delivery', 'The id of the message'),
        ],
        requestBody: jsonBody(event.startsWith('batch.') ? 'BatchMessage' : 'DocumentMessage'),
        responses: { '2XX': { description: 'Received' } },
        security: [],
      },
    },
  ]),
);

function message(about: Readonly<Record<string, JsonObject>>): JsonObject {
  return members({ id: text, type: { enum: webhookEvents }, createdAt: instant, issuer: text, ...about });
}

function count(): JsonObject {
  return { type: 'integer', minimum: 0 };
}

function nameOf(event: WebhookEvent): string {
  return event.replaceAll(/(?:^|\.)(.)/g, (_, letter: string) => letter.toUpperCase());
}

function sentHeader(name: string, description: string): JsonObject {
  return { name, in: 'header', required: true, description, schema: text };
}
