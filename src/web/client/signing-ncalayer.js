// Speaks with NCALayer: the program of the National Certification Authority that keeps the signatory's key to itself.

const address = 'wss://127.0.0.1:13579';
/** Milliseconds to be let in: the program runs on this computer or it does not. */
const patience = 10_000;
/** Purpose of certificates that sign: NCALayer offers no others then. */
const signing = '1.3.6.1.5.5.7.3.4';
const olderModule = 'kz.gov.pki.knca.commonUtils';

/** @typedef {Readonly<Record<string, unknown>>} Answer */
/** @typedef {{ readonly iin?: string, readonly bin?: string }} Numbers */

/** Why there is no signature. */
export class NcaLayerError extends Error {
  /**
   * @param {'missing' | 'cancelled' | 'failed' | 'closed'} outcome
   * @param {string} reason what NCALayer says, empty when it says nothing
   */
  constructor(outcome, reason = '') {
    super(outcome);
    this.outcome = outcome;
    this.reason = reason;
  }
}

/** A connection; one question at a time. */
export class NcaLayer {
  #socket;
  #isOver = false;
  /** @type {PromiseWithResolvers<Answer> | null} */
  #question = null;

  /** @param {WebSocket} socket open */
  constructor(socket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = answerIn(data);
      if (answer !== null) this.#question?.resolve(answer);
    });
    socket.addEventListener('close', () => {
      this.#isOver = true;
      this.#question?.reject(new NcaLayerError('closed'));
    });
  }

  /** @returns {Promise<NcaLayer>} rejects with NcaLayerError `missing` */
  static connect() {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      const timer = setTimeout(() => {
        socket.close();
      }, patience);
      socket.addEventListener('open', () => {
        clearTimeout(timer);
        resolve(new NcaLayer(socket));
      });
      socket.addEventListener('close', () => {
        clearTimeout(timer);
        reject(new NcaLayerError('missing'));
      });
    });
  }

  /** Whoever waits for a signature is told that it was cancelled. */
  close() {
    this.#question?.reject(new NcaLayerError('cancelled'));
    this.#socket.close();
  }

  /**
   * A detached CMS of the data, by the key that its holder chooses in the window of NCALayer.
   * @param {string} data base64
   * @param {Numbers} numbers of the signer: other certificates are not offered
   * @param {string} locale of that window
   * @returns {Promise<string>} base64 or PEM; rejects with NcaLayerError `cancelled`, `failed` or `closed`
   */
  async sign(data, { iin, bin }, locale) {
    const answer = await this.#ask('kz.gov.pki.knca.basics', 'sign', {
      allowedStorages: null,
      format: 'cms',
      data,
      signingParams: { decode: true, encapsulate: false, digested: false },
      signerParams: {
        extKeyUsageOids: [signing],
        ...(iin === undefined ? {} : { iin }),
        ...(bin === undefined ? {} : { bin }),
      },
      locale,
    });
    if (answer['errorCode'] === 'MODULE_NOT_FOUND') return this.#signByOlder(data);
    if (answer['status'] !== true) throw refusal(answer);
    const { body } = answer;
    const result = isRecord(body) ? body['result'] : undefined;
    const cms = /** @type {unknown} */ (Array.isArray(result) ? result[0] : result);
    // Who closes the window of keys is answered with a body that has no result.
    if (typeof cms !== 'string') throw new NcaLayerError('cancelled');
    return cms;
  }

  /**
   * As versions of before 2022 do: a token that is plugged in is asked before files of keys are.
   * @param {string} data base64
   */
  async #signByOlder(data) {
    const { responseObject: tokens } = await this.#ask(olderModule, 'getActiveTokens', []);
    const storage = /** @type {unknown} */ (Array.isArray(tokens) ? tokens[0] : undefined);
    const chosen = typeof storage === 'string' ? storage : 'PKCS12';
    const answer = await this.#ask(olderModule, 'createCAdESFromBase64', [chosen, 'SIGNATURE', data, false]);
    const { code, responseObject: cms } = answer;
    if (code !== '200' || typeof cms !== 'string') throw refusal(answer);
    return cms;
  }

  /**
   * @param {string} module
   * @param {string} method
   * @param {unknown} args
   */
  async #ask(module, method, args) {
    if (this.#isOver) throw new NcaLayerError('closed');
    /** @type {PromiseWithResolvers<Answer>} */
    const question = Promise.withResolvers();
    this.#question = question;
    this.#socket.send(JSON.stringify({ module, method, args }));
    const answer = await question.promise;
    this.#question = null;
    return answer;
  }
}

/** @param {Answer} answer */
function refusal({ code, message }) {
  const words = [code, message].filter((one) => typeof one === 'string' && one !== '').join(': ');
  return /cancel/i.test(words) ? new NcaLayerError('cancelled') : new NcaLayerError('failed', words);
}

/**
 * The answer that a message is; null for what NCALayer says of itself: its version when it lets in, and that it lives.
 * @param {unknown} message
 * @returns {Answer | null}
 */
function answerIn(message) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(String(message)));
    return isRecord(value) && ['status', 'code', 'errorCode'].some((member) => member in value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Answer}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
