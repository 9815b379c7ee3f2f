import { createHash } from 'node:crypto';
import { Client } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { BatchRegistry, WhenRunning } from '../../registry/batches.ts';
import { PostgresConnection } from '../../registry/database/postgres-connection.ts';
import type { BatchQueue, Share, ShareWork } from './queue.ts';

const name = 'batch-rows';
/** Rows of a share: nodes take them from each other's batches, so they are smaller than those of one process. */
const sharedLength = 100;
/** Shares that a node does at the same time. */
const sharesAtATime = 2;
const connections = 4;

/** Seconds after which a silent node counts as gone, and its shares are given to others; how often that is looked for. */
const nodeSilence = 30;
const supervision = 5;
const pollingInterval = 1;
/** A share that was put off, or whose node lost the database, is done again after so long. */
const retryDelay = 2;
/** Rows wait as long as it takes: what cannot be done fails by itself. */
const retryLimit = 1_000_000;
const longestShare = 6 * 60 * 60;
const keptWhenDone = 60 * 60;
/** Milliseconds that the end of the service waits for rows that have begun. */
const patience = 30_000;
/** Milliseconds between two looks for what dead nodes left. */
const adoptionInterval = 60_000;

export interface SharedQueueOptions {
  readonly databaseUrl: string;
  readonly batches: BatchRegistry;
  /** Whether it clears away what dead nodes left. */
  readonly adopts: boolean;
  readonly log: Logger;
  /** Seconds after which a silent node counts as gone; at least 10. */
  readonly silence?: number;
}

/** A share that is to be given out again. */
class RowsLeftError extends Error {
  override readonly name = 'RowsLeftError';
}

/** Shares as jobs of pg-boss in the registry's database: any node does them, and those of a dead node come back. */
export class SharedQueue implements BatchQueue {
  readonly #options: SharedQueueOptions;
  readonly #stopped = new AbortController();
  #boss: PgBoss | null = null;
  #adopting: NodeJS.Timeout | null = null;

  constructor(options: SharedQueueOptions) {
    this.#options = options;
  }

  /** The first shares of each batch come before the later ones of any other: batches take turns. */
  readonly whenRunning: WhenRunning = async (transaction, { id, total }) => {
    if (this.#boss === null || !(transaction instanceof PostgresConnection)) throw new Error('the queue is not open');
    const jobs = Array.from({ length: Math.ceil(total / sharedLength) }, (_, at) => ({
      data: { batch: id, after: at * sharedLength, upTo: (at + 1) * sharedLength } satisfies Share,
      priority: -at,
    }));
    await this.#boss.insert(name, jobs, { db: transaction });
  };

  /** The jobs are there with the transaction. */
  began(): void {
    return;
  }

  async start(work: ShareWork): Promise<void> {
    const { databaseUrl, batches, adopts, log, silence = nodeSilence } = this.#options;
    // Where there is no PostgreSQL its libraries are never loaded.
    const { PgBoss } = await import('pg-boss');
    const boss = new PgBoss({
      connectionString: databaseUrl,
      schema: await jobsSchema(databaseUrl),
      application_name: 'nysan',
      max: connections,
      superviseIntervalSeconds: supervision,
      monitorIntervalSeconds: supervision,
      schedule: false,
    });
    boss.on('error', (err) => {
      log.warn({ err }, 'jobs of batches are put off');
    });
    await boss.start();
    await boss.createQueue(name, {
      retryLimit,
      retryDelay,
      heartbeatSeconds: silence,
      expireInSeconds: longestShare,
      deleteAfterSeconds: keptWhenDone,
    });
    this.#boss = boss;
    const options = { pollingIntervalSeconds: pollingInterval, localConcurrency: sharesAtATime } as const;
    await boss.work<Share>(name, options, async ([job]) => {
      if (job === undefined) return;
      if (await work(job.data, this.#stopped.signal)) throw new RowsLeftError('rows of the share are left');
    });
    if (adopts) await this.#adopt(batches, log);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#adopting !== null) clearTimeout(this.#adopting);
    await this.#boss?.stop({ graceful: true, timeout: patience });
    this.#boss = null;
  }

  /** Batches that were still coming in when their node died are forgotten; the jobs of the others go on by themselves. */
  async #adopt(batches: BatchRegistry, log: Logger): Promise<void> {
    await batches.adopt();
    this.#adopting = setTimeout(() => {
      this.#adopt(batches, log).catch((err: unknown) => {
        log.warn({ err }, 'what dead nodes left is still there');
      });
    }, adoptionInterval);
    this.#adopting.unref();
  }
}

/** Where the jobs are; installations that share a database by schema have jobs of their own. */
async function jobsSchema(databaseUrl: string): Promise<string> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema');
    const schema = rows[0]?.schema ?? 'public';
    if (schema === 'public') return 'nysan_jobs';
    return `jobs_${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;
  } finally {
    await client.end();
  }
}
