import type { Actor } from './issuer.ts';

export const webhookEvents = [
  'document.revoked',
  'document.reinstated',
  'document.replaced',
  'document.extended',
  'batch.finished',
  'batch.cancelled',
] as const;
/** What others may be told of. */
export type WebhookEvent = (typeof webhookEvents)[number];

export function isWebhookEvent(text: string): text is WebhookEvent {
  return webhookEvents.some((event) => event === text);
}

/** What a message is about: an event, or nothing but that messages arrive. */
export type MessageType = WebhookEvent | 'webhook.test';

/** An address that is told what happens at an issuer. Its secret is kept, and given out once. */
export interface Webhook {
  readonly id: string;
  readonly issuer: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export type NewWebhook = Pick<Webhook, 'issuer' | 'url' | 'events'>;

export type WebhookAdded =
  | { readonly kind: 'added'; readonly webhook: Webhook; readonly secret: string }
  /** The issuer has as many as one may have. */
  | { readonly kind: 'full' };

/** Webhooks that one issuer may have. */
export const webhookLimit = 20;

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
/** `failed`: it was given up. */
export type DeliveryState = (typeof deliveryStates)[number];

/** A message to one webhook, and how far it has come. */
export interface Delivery {
  /** The message carries it too: a receiver knows by it what it has seen. */
  readonly id: string;
  readonly type: string;
  readonly state: DeliveryState;
  /** ISO 8601, UTC, like all instants here. */
  readonly createdAt: string;
  readonly attempts: number;
  readonly attemptedAt: string | null;
  /** What came of the last attempt: a status of HTTP, or a word (src/webhooks/post.ts); null before it. */
  readonly outcome: string | null;
  /** When the next attempt is due; null when there is none. */
  readonly dueAt: string | null;
}

/** A message that may be sent now, unless another node takes it first. */
export interface DueDelivery {
  readonly id: string;
  readonly webhook: string;
  readonly dueAt: string;
}

/** A message that this process sends, and nobody else until its lease is over. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly createdAt: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly webhook: string;
  readonly url: string;
  readonly secret: string;
}

export interface AttemptResult {
  readonly isDelivered: boolean;
  readonly outcome: string;
  /** When it is tried again; null when it is not. */
  readonly retryAt: Date | null;
}

/**
 * The part of the registry that remembers whom to tell of what. A message is written in the transaction of what it
 * tells of: it is sent when that took place, and at least once.
 */
export interface WebhookRegistry {
  /** The secret is given out here and never again. */
  add(webhook: NewWebhook, actor: Actor): Promise<WebhookAdded>;
  /** In the order in which they were added; those of all issuers unless told. */
  list(issuer?: string): Promise<readonly Webhook[]>;
  find(id: string, issuer?: string): Promise<Webhook | null>;
  /** Its secret is forgotten, and messages that wait are given up. True when there was such a webhook until now. */
  remove(id: string, issuer: string, actor: Actor): Promise<boolean>;
  /** The last messages to a webhook, the newest first. */
  deliveries(webhook: string, limit: number): Promise<readonly Delivery[]>;

  /** Writes a message that tells of nothing and takes it. Null when there is no such webhook. */
  startTest(webhook: string, leaseSeconds: number): Promise<ClaimedDelivery | null>;
  /** Messages that are due, the longest waiting first, at most so many for one webhook. */
  due(perWebhook: number): Promise<readonly DueDelivery[]>;
  /** Null when another node took it. A process that dies gives it back when the lease is over. */
  claim(delivery: DueDelivery, leaseSeconds: number): Promise<ClaimedDelivery | null>;
  /** Keeps what came of an attempt, unless the lease was over and another attempt began. */
  settle(delivery: Pick<ClaimedDelivery, 'id' | 'attempt'>, result: AttemptResult): Promise<void>;
  /** Forgets messages that were written before an instant and wait no more; their number. */
  forgetOver(before: Date): Promise<number>;
}
