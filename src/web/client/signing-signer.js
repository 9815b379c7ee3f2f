// Signs one document by the form of its signer: bytes from the service, a signature from NCALayer, back to the service.

import { NcaLayer } from './signing-ncalayer.js';
import { Refusal, Unreachable } from './signing-service.js';
import { busily, element, focusWords, markFields, speakOfFields, tell } from './signing-words.js';

/** @typedef {import('./signing-service.js').Service} Service */

export class Signer {
  #service;
  #locale;
  #refresh;
  /** @type {NcaLayer | null} waiting for its user */
  #ncaLayer = null;
  /** @type {string | null} id of a preparation that waits for its signature */
  #prepared = null;
  /** @type {{ readonly id: string, readonly cms: string } | null} a signature that the service has not taken yet */
  #unsent = null;

  /**
   * @param {Service} service
   * @param {string} locale of NCALayer's window
   * @param {() => Promise<void>} refresh shows the document anew
   */
  constructor(service, locale, refresh) {
    this.#service = service;
    this.#locale = locale;
    this.#refresh = refresh;
    addEventListener('pagehide', () => {
      if (this.#prepared !== null) void service.giveBack(this.#prepared);
    });
  }

  /** @param {HTMLFormElement} form */
  useForm(form) {
    speakOfFields(form);
    // Asked below, when both numbers have been looked at together.
    form.noValidate = true;
    const [iin, bin] = [element(form, '#iin', HTMLInputElement), element(form, '#bin', HTMLInputElement)];
    const button = element(form, '#submit', HTMLButtonElement);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const hasNumber = iin.value !== '' || bin.value !== '';
      iin.setCustomValidity(hasNumber ? '' : (iin.dataset['missing'] ?? ''));
      if (form.reportValidity()) void busily(button, () => this.#sign(form));
    });
    element(form, '#stop', HTMLButtonElement).addEventListener('click', () => this.#ncaLayer?.close());
  }

  /** @param {HTMLFormElement} form */
  async #sign(form) {
    const made = this.#unsent ?? (await this.#signature(form));
    this.#unsent = made;
    tell('sending');
    const status = await this.#service.complete(made.id, made.cms).catch(async (/** @type {unknown} */ error) => {
      if (error instanceof Unreachable) throw new Unreachable({ hasSignature: true });
      // What the service could not take now it may take later; what it refuses must not keep others from signing.
      if (error instanceof Refusal && error.status < 500) {
        this.#unsent = null;
        await this.#service.giveBack(made.id);
      }
      throw error;
    });
    this.#unsent = null;
    try {
      await this.#refresh();
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
      // The signature is given all the same; what is shown is from before it, and must not invite to another one.
      form.remove();
    }
    tell(status === 'verified' ? 'signed' : 'unverified');
    focusWords();
  }

  /**
   * NCALayer is looked for before the service is asked: a preparation keeps others from signing.
   * @param {HTMLFormElement} form
   */
  async #signature(form) {
    const [button, stop] = [element(form, '#submit', HTMLElement), element(form, '#stop', HTMLElement)];
    const order = orderIn(form);
    tell('connecting');
    const ncaLayer = await NcaLayer.connect();
    try {
      tell('preparing');
      const { id, bytes } = await this.#service.prepare(order);
      this.#prepared = id;
      this.#ncaLayer = ncaLayer;
      stop.hidden = false;
      tell('choosing');
      return { id, cms: await ncaLayer.sign(bytes, order, this.#locale) };
    } catch (error) {
      if (error instanceof Refusal) markFields(form, error.fields);
      if (this.#prepared !== null) await this.#service.giveBack(this.#prepared);
      throw error;
    } finally {
      this.#prepared = null;
      this.#ncaLayer = null;
      if (document.activeElement === stop) button.focus();
      stop.hidden = true;
      ncaLayer.close();
    }
  }
}

/** @param {HTMLFormElement} form */
function orderIn(form) {
  const fields = new FormData(form);
  /** @param {string} name */
  const text = (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [iin, bin, position] = [text('iin'), text('bin'), text('position')];
  return {
    signatory: text('signatory'),
    name: text('name'),
    ...(iin === '' ? {} : { iin }),
    ...(bin === '' ? {} : { bin }),
    ...(position === '' ? {} : { position }),
  };
}
