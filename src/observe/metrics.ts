import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BrowserPool } from '../render/pdf/browser-pool.ts';
import type { Messenger } from '../webhooks/messenger.ts';

/** What an operator watches; labels are forms, formats and routes, never anything of a payload. */
export interface Metrics {
  readonly requests: Counter<'route' | 'status'>;
  readonly renders: Histogram<'form' | 'format'>;
  text(): Promise<string>;
  readonly contentType: string;
}

/** @param messenger null where nothing is sent */
export function openMetrics(pool: BrowserPool, messenger: Pick<Messenger, 'stats'> | null): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'nysan_' });
  const registers = [registry];
  const requests = new Counter({
    name: 'nysan_http_requests_total',
    help: 'Answered requests by route and status',
    labelNames: ['route', 'status'],
    registers,
  });
  const renders = new Histogram({
    name: 'nysan_render_seconds',
    help: 'Time to render a document by form and format',
    labelNames: ['form', 'format'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('nysan_browser_pages_busy', 'Documents being printed', () => pool.stats().busy);
  gauge('nysan_browser_queue_length', 'Documents waiting for a page', () => pool.stats().waiting);
  gauge(
    'nysan_browser_background_length',
    'Documents of batches waiting for a page',
    () => pool.stats().waitingInBackground,
  );
  gauge('nysan_browser_restarts_total', 'Restarts of the browser since start', () => pool.stats().browserRestarts);
  gauge('nysan_browser_prints_total', 'Documents printed since start', () => pool.stats().printed);
  gauge('nysan_browser_prints_failed_total', 'Documents not printed since start', () => pool.stats().failed);
  gauge('nysan_browser_requests_refused_total', 'Requests of pages refused', () => pool.stats().refusedRequests);
  new Counter({
    name: 'nysan_webhook_attempts_total',
    help: 'Messages sent to webhooks, by whether they were received',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { delivered, failed } = messenger?.stats() ?? { delivered: 0, failed: 0 };
      this.reset();
      this.inc({ outcome: 'delivered' }, delivered);
      this.inc({ outcome: 'failed' }, failed);
    },
  });
  return { requests, renders, text: () => registry.metrics(), contentType: registry.contentType };
}
