// Asks the service about one document, with the session of the reader or with a key: that is kept here, in memory, and
// nowhere else.

/** @typedef {Readonly<Record<string, unknown>>} Answer */
/** @typedef {{ readonly id: string, readonly bytes: string }} Preparation */
/** @typedef {{ readonly signatory: string, readonly name: string, readonly iin?: string, readonly bin?: string, readonly position?: string }} Order */

/** The service does not answer: nobody knows what became of the request. */
export class Unreachable extends Error {
  /** @param {{ readonly hasSignature?: boolean }} [facts] whether a signature is at hand that can be sent again */
  constructor({ hasSignature = false } = {}) {
    super('the service does not answer');
    this.hasSignature = hasSignature;
  }
}

/** What the service refuses, with its reason in the language of the page. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {Answer} problem RFC 9457
   */
  constructor(status, problem) {
    super(textOf(problem, 'code'));
    this.status = status;
    this.code = textOf(problem, 'code');
    const errors = listOf(problem, 'errors');
    this.reasons = errors.length === 0 ? [textOf(problem, 'detail')] : errors.map((one) => textOf(one, 'detail'));
    /** Names of the fields that are not right. */
    this.fields = errors.map((one) => textOf(one, 'pointer').slice(1));
  }
}

export class Service {
  #key;
  #document;
  #language;
  /** @type {{ readonly body: string, readonly key: string } | null} an order of which nobody knows whether it arrived */
  #lost = null;

  /**
   * @param {string | null} key null for who is signed in
   * @param {string} document
   * @param {string} language
   */
  constructor(key, document, language) {
    this.#key = key;
    this.#document = encodeURIComponent(document);
    this.#language = language;
  }

  /** What the page shows of the document, as markup. */
  async view() {
    return (await this.#ask(`/sign/${this.#document}/document`)).text();
  }

  /** @param {string} name */
  async file(name) {
    return (await this.#ask(`/v1/documents/${this.#document}/files/${name}`)).blob();
  }

  /**
   * The bytes to sign. An order that broke off is repeated as the same one, so that it does not stand in its own way.
   * @param {Order} order
   * @returns {Promise<Preparation>}
   */
  async prepare(order) {
    const body = JSON.stringify(order);
    const key = this.#lost?.body === body ? this.#lost.key : newKey();
    this.#lost = { body, key };
    const answer = await this.#send('POST', this.#signatures(), body, { 'Idempotency-Key': key });
    return { id: textOf(answer, 'id'), bytes: textOf(answer, 'bytes') };
  }

  /**
   * @param {string} id
   * @param {string} cms base64 or PEM
   * @returns {Promise<string>} `verified` or `unverified`
   */
  async complete(id, cms) {
    const answer = await this.#send('PUT', this.#signatures(id), JSON.stringify({ cms }));
    return textOf(answer, 'status');
  }

  /**
   * Lets others sign at once; whether it succeeds matters to nobody here, a preparation ends by itself.
   * @param {string} id
   */
  async giveBack(id) {
    try {
      await this.#ask(this.#signatures(id), { method: 'DELETE', keepalive: true });
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    }
  }

  /** @param {string} [id] */
  #signatures(id) {
    return `/v1/documents/${this.#document}/signatures${id === undefined ? '' : `/${id}`}`;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} body JSON
   * @param {Readonly<Record<string, string>>} [headers]
   */
  async #send(method, path, body, headers = {}) {
    const answer = await this.#ask(path, { method, body, headers: { 'Content-Type': 'application/json', ...headers } });
    this.#lost = null;
    return recordIn(await answer.text());
  }

  /**
   * @param {string} path
   * @param {RequestInit} [request]
   */
  async #ask(path, request = {}) {
    const headers = new Headers(request.headers);
    if (this.#key !== null) headers.set('Authorization', `Bearer ${this.#key}`);
    headers.set('Accept-Language', this.#language);
    const answer = await fetch(path, { ...request, headers, cache: 'no-store' }).catch(() => {
      throw new Unreachable();
    });
    if (answer.ok) return answer;
    this.#lost = null;
    throw new Refusal(answer.status, recordIn(await answer.text()));
  }
}

/** Pages without TLS have no `crypto.randomUUID`. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {string} text
 * @returns {Answer} empty for what is no JSON object, as a proxy may answer
 */
function recordIn(text) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(text));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * @param {Answer} record
 * @param {string} member
 */
function textOf(record, member) {
  const value = record[member];
  return typeof value === 'string' ? value : '';
}

/**
 * @param {Answer} record
 * @param {string} member
 * @returns {Answer[]}
 */
function listOf(record, member) {
  const value = record[member];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/**
 * @param {unknown} value
 * @returns {value is Answer}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
