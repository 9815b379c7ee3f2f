import type { ClaimedDelivery, WebhookRegistry } from '../registry/webhooks.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { type Attempt, post } from './post.ts';
import { nextAttempt } from './retries.ts';
import { signatureHeader } from './signature.ts';

/** Milliseconds for a receiver to answer. */
const answerTimeout = 10_000;
/** Seconds after which a message is taken from a process that did not say what came of it: longer than any attempt. */
export const leaseSeconds = 60;

export interface DeliveryMeans {
  readonly webhooks: WebhookRegistry;
  readonly hosts: AllowedHosts;
  readonly now: () => Date;
  /** Milliseconds for a receiver to answer; ten seconds unless told. */
  readonly timeout?: number;
}

/** Sends a message that was taken and keeps what came of it. A test is not tried again. */
export async function deliver(delivery: ClaimedDelivery, means: DeliveryMeans): Promise<Attempt> {
  const { webhooks, hosts, now, timeout = answerTimeout } = means;
  const { id, type, body, url, secret } = delivery;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Nysan',
    'nysan-delivery': id,
    'nysan-event': type,
    'nysan-signature': signatureHeader(secret, body, now()),
  };
  const attempt = await post(url, { headers, body }, { hosts, timeout });
  const isOver = attempt.isDelivered || type === 'webhook.test';
  const retryAt = isOver ? null : nextAttempt(new Date(delivery.createdAt), delivery.attempt, now());
  await webhooks.settle(delivery, { ...attempt, retryAt });
  return attempt;
}

/** Sends a message that tells of nothing. Null when there is no such webhook. */
export async function deliverTest(webhook: string, means: DeliveryMeans): Promise<Attempt | null> {
  const delivery = await means.webhooks.startTest(webhook, leaseSeconds);
  return delivery === null ? null : deliver(delivery, means);
}
