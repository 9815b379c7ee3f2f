import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ClaimedDelivery } from '../registry/webhooks.ts';
import { deliver, type DeliveryMeans, leaseSeconds } from './delivery.ts';

/** Milliseconds between two looks for messages that are due. */
const usualPause = 1000;
/** Messages under way at the same time, in all and to one webhook: one that is slow does not hold up the others. */
const most = 32;
const mostOfOne = 8;
/** Milliseconds that a message is kept after it was written, and between two times that older ones are forgotten. */
const keeping = 30 * 24 * 3_600_000;
const tidying = 3_600_000;

export interface MessengerMeans extends DeliveryMeans {
  readonly log: Logger;
  readonly pause?: number;
}

/** Attempts since start. */
export interface MessengerStats {
  readonly delivered: number;
  readonly failed: number;
}

/** Sends messages that are due, as long as the service runs. Nodes that share a registry share the work. */
export class Messenger {
  readonly #means: MessengerMeans;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, { readonly webhook: string; readonly end: Promise<void> }>();
  readonly #running: Promise<void>;
  #tidiedAt = -Infinity;
  #delivered = 0;
  #failed = 0;

  constructor(means: MessengerMeans) {
    this.#means = means;
    this.#running = this.#run();
  }

  stats(): MessengerStats {
    return { delivered: this.#delivered, failed: this.#failed };
  }

  /** Takes no more messages, and waits for the answers to those that are under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all([...this.#underWay.values()].map(({ end }) => end));
  }

  async #run(): Promise<void> {
    const { log, pause = usualPause } = this.#means;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let isMore = false;
      try {
        await this.#tidy();
        isMore = await this.#sendDue();
      } catch (error) {
        // A database that is away comes back: the next look may do.
        log.error({ err: error }, 'webhooks not looked through');
      }
      const ends = isMore ? [...this.#underWay.values()].map(({ end }) => end) : [];
      await Promise.race([...ends, setTimeout(pause, undefined, { signal }).catch(() => undefined)]);
    }
  }

  /** Whether there was anything to send. */
  async #sendDue(): Promise<boolean> {
    const { webhooks } = this.#means;
    const due = await webhooks.due(mostOfOne);
    for (const candidate of due) {
      if (this.#stopping.signal.aborted || this.#underWay.size >= most) break;
      const sameReceiver = [...this.#underWay.values()].filter(({ webhook }) => webhook === candidate.webhook);
      if (sameReceiver.length >= mostOfOne) continue;
      const claimed = await webhooks.claim(candidate, leaseSeconds);
      if (claimed !== null) this.#send(claimed);
    }
    return due.length > 0;
  }

  #send(delivery: ClaimedDelivery): void {
    const { log } = this.#means;
    const { id, webhook, type, attempt } = delivery;
    const told = { webhook, delivery: id, type, attempt };
    const end = deliver(delivery, this.#means)
      .then(
        ({ isDelivered, outcome }) => {
          if (isDelivered) this.#delivered += 1;
          else this.#failed += 1;
          log[isDelivered ? 'info' : 'warn'](
            { ...told, outcome },
            isDelivered ? 'webhook delivered' : 'webhook failed',
          );
        },
        // Its lease ends, and it is sent once more.
        (error: unknown) => {
          log.error({ ...told, err: error }, 'webhook not settled');
        },
      )
      .finally(() => {
        this.#underWay.delete(id);
      });
    this.#underWay.set(id, { webhook, end });
  }

  async #tidy(): Promise<void> {
    if (performance.now() - this.#tidiedAt < tidying) return;
    const { webhooks, now } = this.#means;
    await webhooks.forgetOver(new Date(now().getTime() - keeping));
    this.#tidiedAt = performance.now();
  }
}
