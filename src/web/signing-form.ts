import { escapeHtml } from '../render/html/escape.ts';
import type { SigningViewPlace } from './signing-document.ts';
import type { Voice } from './voice.ts';

/** Who is going to sign: the certificate must bear these numbers. Nobody but the script of the page sends it. */
export function signerForm(places: readonly SigningViewPlace[], voice: Voice): string {
  const free = Map.groupBy(
    places.filter(({ signed }) => !signed),
    ({ signatory }) => signatory,
  );
  const [language] = voice.documentLanguages;
  const options = [...free].map(([signatory, [place]]) => {
    const lang = language === voice.language ? '' : ` lang="${language}"`;
    return `<option value="${escapeHtml(signatory)}"${lang}>${escapeHtml(place?.role[language] ?? signatory)}</option>`;
  });
  const choice = options.length === 1 ? '' : `<option value="">${voice.say('signer.place.choose')}</option>`;
  return [
    `<form id="sign"><h2>${voice.say('signer')}</h2><p id="as-certified">${voice.say('signer.as-certified')}</p>`,
    `<label for="signatory">${voice.say('signer.place')}</label>`,
    `<select id="signatory" name="signatory" required ${missing('signer.place.choose')}>${choice}${options.join('')}</select>`,
    text('name', 'maxlength="200" required aria-describedby="as-certified"', 'signer.name.missing'),
    text('iin', digits, 'signer.number.missing'),
    text('bin', digits, 'signer.number.missing'),
    text('position', 'maxlength="300"', 'signer.position'),
    `<button id="submit">${voice.say('sign')}</button>`,
    `<button type="button" id="stop" class="plain" hidden>${voice.say('stop')}</button></form>`,
  ].join('');

  function text(name: string, attributes: string, words: string): string {
    return (
      `<label for="${name}">${voice.say(`signer.${name}`)}</label>` +
      `<input id="${name}" name="${name}" autocomplete="off" spellcheck="false" ${attributes} ${missing(words)}>`
    );
  }

  /** What the browser says of a field that is not right, in the language of the page. */
  function missing(key: string): string {
    return `data-missing="${voice.say(key)}"`;
  }
}

const digits = 'inputmode="numeric" pattern="\\d{12}" maxlength="12" aria-describedby="as-certified"';
