// What the signing page says, and how its fields and buttons behave while it works.

import { NcaLayerError } from './signing-ncalayer.js';
import { Refusal, Unreachable } from './signing-service.js';

const told = element(document, '#told', HTMLElement);
let isBusy = false;

/**
 * @template {Element} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 */
export function element(parent, selector, kind) {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * Says where the signature is on its way, or how it ended; screen readers say it too.
 * @param {string} outcome
 * @param {readonly string[]} [reasons] in the words of others
 */
export function tell(outcome, reasons = []) {
  const words = element(document, `#say-${outcome}`, HTMLTemplateElement).content.cloneNode(true);
  const lines = reasons
    .filter((reason) => reason !== '')
    .map((reason) => {
      const line = document.createElement('p');
      line.textContent = reason;
      return line;
    });
  told.replaceChildren(words, ...lines);
  told.dataset['outcome'] = outcome;
  told.scrollIntoView({ block: 'nearest' });
}

/** For when the button that was pressed is there no more. */
export function focusWords() {
  told.focus();
}

export function tellNothing() {
  told.replaceChildren();
  delete told.dataset['outcome'];
}

/**
 * One thing at a time: what is pressed meanwhile does nothing, and keeps the focus.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} work
 */
export async function busily(button, work) {
  if (isBusy) return;
  isBusy = true;
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } catch (error) {
    if (error instanceof NcaLayerError) tell(error.outcome, [error.reason]);
    else if (error instanceof Unreachable) tell(error.hasSignature ? 'unsent' : 'offline');
    else if (error instanceof Refusal) tell(error.code === 'signature-stale' ? 'late' : 'refused', error.reasons);
    else throw error;
  } finally {
    button.removeAttribute('aria-disabled');
    isBusy = false;
  }
}

/**
 * Fields say what they lack in the language of the page, until something is typed.
 * @param {HTMLFormElement} form
 */
export function speakOfFields(form) {
  form.addEventListener(
    'invalid',
    ({ target }) => {
      if (!isField(target)) return;
      target.setCustomValidity(target.dataset['missing'] ?? '');
      target.setAttribute('aria-invalid', 'true');
    },
    true,
  );
  form.addEventListener('input', () => {
    for (const field of form.elements) {
      if (!isField(field)) continue;
      field.setCustomValidity('');
      field.removeAttribute('aria-invalid');
    }
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {readonly string[]} names of fields that the service finds wrong
 */
export function markFields(form, names) {
  for (const name of names) {
    const field = form.elements.namedItem(name);
    if (isField(field)) field.setAttribute('aria-invalid', 'true');
  }
}

/**
 * @param {unknown} target
 * @returns {target is HTMLInputElement | HTMLSelectElement}
 */
function isField(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}
