import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { RegistryUnavailableError } from '../registry/errors.ts';
import type { Registry } from '../registry/registry.ts';
import type { BrowserPool } from '../render/pdf/browser-pool.ts';

/** Milliseconds in which the database answers; balancers wait little longer themselves. */
const patience = 1000;

/** What a node needs to do its work, and whether it is there. */
export interface State {
  readonly browser: boolean;
  readonly registry: boolean;
}

/**
 * Whether requests may be sent to this node. One that has lost the database is not ready: it would refuse every request
 * in no time, and so draw those of the other nodes to itself.
 */
export class Readiness {
  readonly #pool: BrowserPool;
  readonly #registry: Registry;
  readonly #log: Logger;
  /** Whoever asks meanwhile gets the same answer: it costs the database one question, however often it is asked for. */
  #asked: Promise<boolean> | null = null;
  #wasThere = true;

  constructor(pool: BrowserPool, registry: Registry, log: Logger) {
    this.#pool = pool;
    this.#registry = registry;
    this.#log = log;
  }

  async state(): Promise<State> {
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = null;
    });
    return { browser: this.#pool.ready(), registry: await this.#asked };
  }

  async #ask(): Promise<boolean> {
    try {
      await Promise.race([this.#registry.ping(), tooLate()]);
      if (!this.#wasThere) this.#log.info('the database answers again');
      this.#wasThere = true;
    } catch (err) {
      if (this.#wasThere) this.#log.warn({ err }, 'the database does not answer');
      this.#wasThere = false;
    }
    return this.#wasThere;
  }
}

async function tooLate(): Promise<never> {
  await wait(patience, undefined, { ref: false });
  throw new RegistryUnavailableError(`the database did not answer within ${patience} ms`);
}
