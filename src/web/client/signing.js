// The signing page: a session or a key opens the document, its places and the form of the signer.

import { Service } from './signing-service.js';
import { Signer } from './signing-signer.js';
import { busily, element, speakOfFields, tell, tellNothing } from './signing-words.js';

const opening = element(document, '#open', HTMLFormElement);
const keyField = element(opening, '#key', HTMLInputElement);
const openButton = element(opening, 'button', HTMLButtonElement);
const place = element(document, '#document', HTMLElement);
const { lang: language } = document.documentElement;

async function openByKey() {
  const key = keyField.value.trim();
  // Other characters fit into no header: it is something else that was pasted.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    tell('key-unreadable');
    return;
  }
  await open(key);
}

/** @param {string | null} key null for who is signed in */
async function open(key) {
  tell('opening');
  const service = new Service(key, opening.dataset['document'] ?? '', language);
  const signer = new Signer(service, language, refresh);
  await refresh();
  keyField.value = '';
  opening.remove();
  tellNothing();
  element(place, 'h2', HTMLElement).focus();

  async function refresh() {
    const view = new DOMParser().parseFromString(await service.view(), 'text/html');
    place.replaceChildren(...view.body.childNodes);
    const form = place.querySelector('#sign');
    if (form instanceof HTMLFormElement) signer.useForm(form);
    const read = place.querySelector('#read');
    if (!(read instanceof HTMLButtonElement)) return;
    read.addEventListener('click', () => void busily(read, () => download(service, read.dataset['file'] ?? '')));
  }
}

/** Who cannot open it so may have a key that can. */
async function openBySession() {
  try {
    await open(null);
  } catch (error) {
    opening.hidden = false;
    throw error;
  }
}

/**
 * @param {Service} service
 * @param {string} name
 */
async function download(service, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await service.file(name));
  link.download = name;
  link.click();
  // Long after the browser has begun to read it.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

speakOfFields(opening);
opening.addEventListener('submit', (event) => {
  event.preventDefault();
  void busily(openButton, openByKey);
});
if (opening.dataset['session'] === undefined) opening.hidden = false;
else void busily(openButton, openBySession);
