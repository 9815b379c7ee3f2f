import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import type { Desk } from '../issuing/desk.ts';

/** A batch as it comes over HTTP. */
export interface BatchAnswer {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly dryRun: boolean;
}

export interface ItemAnswer {
  readonly position: number;
  readonly state: string;
  readonly document: string | null;
  readonly problem: { readonly code: string; readonly errors?: readonly { readonly pointer: string }[] } | null;
}

export interface ItemsAnswer {
  readonly items: readonly ItemAnswer[];
  readonly next: number | null;
}

/** Rows as NDJSON. */
export function ndjson(rows: readonly unknown[]): string {
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

/** What a caller asks of batches. */
export class BatchDesk {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  post(query: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const type = { 'Content-Type': 'application/x-ndjson' };
    const bytes = typeof body === 'string' ? body : new Uint8Array(body);
    return this.#desk.ask(`/v1/batches?${query}`, { method: 'POST', headers: { ...type, ...headers }, body: bytes });
  }

  started(query: string, rows: readonly unknown[]): Promise<BatchAnswer> {
    return this.#desk.json<BatchAnswer>(this.post(query, ndjson(rows)), 202);
  }

  batch(id: string): Promise<BatchAnswer> {
    return this.#desk.json<BatchAnswer>(this.#desk.ask(`/v1/batches/${id}`));
  }

  change(id: string, change: 'pause' | 'resume' | 'cancel', status = 200): Promise<BatchAnswer> {
    return this.#desk.json<BatchAnswer>(this.#desk.ask(`/v1/batches/${id}/${change}`, { method: 'POST' }), status);
  }

  items(id: string, query = ''): Promise<ItemsAnswer> {
    return this.#desk.json<ItemsAnswer>(this.#desk.ask(`/v1/batches/${id}/items?${query}`));
  }

  /** The events of a batch until there are no more. */
  async events(
    id: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ id: string; data: BatchAnswer }[]> {
    const answer = await this.#desk.ask(`/v1/batches/${id}/events`, { headers });
    const text = await answer.text();
    return [...text.matchAll(/^id: (.*)\nevent: progress\ndata: (.*)$/gm)].map(([, event = '', data = '']) => ({
      id: event,
      data: JSON.parse(data) as BatchAnswer,
    }));
  }

  /** The batch when it is over. */
  async over(id: string): Promise<BatchAnswer> {
    await this.events(id);
    return this.batch(id);
  }

  /** Names and bytes of an archive, in its order. */
  async archive(id: string): Promise<{ readonly name: string; readonly bytes: Buffer }[]> {
    const answer = await this.#desk.ask(`/v1/batches/${id}/archive`);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    const archive = await yauzl.fromBufferPromise(Buffer.from(await answer.arrayBuffer()), { lazyEntries: true });
    const files: { name: string; bytes: Buffer }[] = [];
    for await (const entry of archive.eachEntry()) {
      files.push({ name: entry.fileName, bytes: await buffer(await archive.openReadStreamPromise(entry)) });
    }
    return files;
  }

  async file(path: string): Promise<Uint8Array> {
    const answer = await this.#desk.ask(path);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}
