import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { type ListedPage, readListing, readRefusal } from './answers.ts';
import { FileStoreUnavailableError } from './errors.ts';
import type { S3Settings } from './settings.ts';

/** How long a store is waited for. */
export interface Patience {
  /** Milliseconds for one answer, body included. */
  readonly timeout: number;
  /** How often a request is sent before it is given up. */
  readonly attempts: number;
  /** Milliseconds at most before the second attempt; twice as long before each further one. */
  readonly pause: number;
}

const usualPatience: Patience = { timeout: 8000, attempts: 3, pause: 200 };

/** SHA-256 of nothing: requests without a body are signed with it. */
const emptyHash = createHash('sha256').digest('hex');
/** What a store says when it should be asked again, whatever the status. */
const passing: ReadonlySet<string | null> = new Set([
  'SlowDown',
  'RequestTimeout',
  'InternalError',
  'OperationAborted',
]);

interface Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: Uint8Array; readonly sha256: string };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

type Outcome =
  | { readonly answer: Answer; readonly failure?: never }
  | {
      readonly answer?: never;
      /** `isPassing`: another attempt may do. */
      readonly failure: { readonly error: FileStoreUnavailableError; readonly isPassing: boolean };
    };

/**
 * A bucket of an S3-compatible store. Every request is signed with the hash of its body (AWS Signature Version 4), so
 * that the store refuses a body that was changed on its way.
 *
 * All methods throw FileStoreUnavailableError when the store does not answer in time or refuses this service.
 */
export class S3Bucket {
  readonly #settings: S3Settings;
  readonly #patience: Patience;
  readonly #address: URL;
  /** Signing keys of the day. */
  readonly #signingKeys = new Map<string, ArrayBuffer>();

  constructor(settings: S3Settings, patience: Partial<Patience> = {}) {
    this.#settings = settings;
    this.#patience = { ...usualPatience, ...patience };
    this.#address = new URL(settings.endpoint);
    if (settings.isPathStyle) this.#address.pathname = `/${settings.bucket}`;
    else this.#address.hostname = `${settings.bucket}.${this.#address.hostname}`;
  }

  /** @param sha256 of the bytes, hexadecimal */
  async put(key: string, bytes: Uint8Array, sha256: string): Promise<void> {
    const digest = createHash('md5').update(bytes).digest('base64');
    const headers = { 'content-md5': digest, 'content-type': 'application/octet-stream' };
    await this.#ask({ method: 'PUT', key, headers, body: { bytes, sha256 } });
  }

  /** Null when there is no such key. */
  async get(key: string): Promise<Uint8Array | null> {
    const answer = await this.#ask({ method: 'GET', key });
    return answer.status === 404 ? null : answer.bytes;
  }

  /** Milliseconds since the key was written, by the clock of the store; null when there is no such key. */
  async age(key: string): Promise<number | null> {
    const { status, headers } = await this.#ask({ method: 'HEAD', key });
    if (status === 404) return null;
    return Date.parse(headers.get('date') ?? '') - Date.parse(headers.get('last-modified') ?? '');
  }

  /** What is not there may be removed. */
  async remove(key: string): Promise<void> {
    await this.#ask({ method: 'DELETE', key });
  }

  /** A page of at most a thousand keys. */
  async list(limit: number, after: string | null = null): Promise<ListedPage> {
    const page = after === null ? {} : { 'continuation-token': after };
    const query = { 'list-type': '2', 'max-keys': String(limit), ...page };
    const { bytes } = await this.#ask({ method: 'GET', query });
    try {
      return readListing(Buffer.from(bytes).toString('utf8'));
    } catch (cause) {
      throw this.#unavailable('its listing cannot be read', cause);
    }
  }

  async #ask(question: Question): Promise<Answer> {
    const { attempts, pause } = this.#patience;
    for (let attempt = 1; ; attempt += 1) {
      const { answer, failure } = await this.#attempt(question);
      if (answer !== undefined) return answer;
      if (attempt >= attempts || !failure.isPassing) throw failure.error;
      // Jitter: nodes that were refused together do not come back together.
      await setTimeout(Math.random() * pause * 2 ** (attempt - 1));
    }
  }

  async #attempt(question: Question): Promise<Outcome> {
    let answer: Answer;
    try {
      answer = await this.#send(question);
    } catch (cause) {
      return { failure: { error: this.#unavailable('it does not answer', cause), isPassing: true } };
    }
    const { status } = answer;
    if (status >= 200 && status < 300) return { answer };
    const code = readRefusal(Buffer.from(answer.bytes).toString('utf8'));
    if (status === 404 && tellsAbsence(question, code)) return { answer };
    const told = code === null ? `status ${status}` : `status ${status}, ${code}`;
    return {
      failure: {
        error: this.#unavailable(`it answers ${question.method} with ${told}`),
        isPassing: status >= 500 || status === 429 || passing.has(code),
      },
    };
  }

  async #send({ method, key = '', query = {}, headers = {}, body }: Question): Promise<Answer> {
    const url = new URL(this.#address);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${key}`;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const { accessKey, secretKey, region } = this.#settings;
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? emptyHash },
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      cache: this.#signingKeys,
    }).sign();
    const response = await fetch(signed.url, {
      method,
      headers: signed.headers,
      ...(body === undefined ? {} : { body: Buffer.from(body.bytes) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#patience.timeout),
    });
    return { status: response.status, headers: response.headers, bytes: await response.bytes() };
  }

  #unavailable(what: string, cause?: unknown): FileStoreUnavailableError {
    const { bucket, endpoint } = this.#settings;
    return new FileStoreUnavailableError(`the store of files (bucket ${bucket} at ${endpoint.host}): ${what}`, {
      cause,
    });
  }
}

/** Whether 404 tells that there is no such key, and not that there is no such bucket or that a proxy knows nothing. */
function tellsAbsence({ method }: Question, code: string | null): boolean {
  if (method === 'HEAD') return true;
  return code === 'NoSuchKey' && method !== 'PUT';
}
