import { hiddenIin } from '../issuing/public-facts.ts';
import type { SignatureRecord } from '../registry/signatures.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { SigningView, SigningViewPlace } from './signing-document.ts';
import { timeMarkup } from './time-markup.ts';
import type { Voice } from './voice.ts';

/** Every place with who signed there, or that nobody has. */
export function placeList({ places, signatures, open }: SigningView, voice: Voice): string {
  if (places.length === 0) return '';
  const items = places.map((place) => {
    const ofPlace = signatures.filter((signature) => signature.place === place.name);
    const lines = [
      ...ofPlace.map((signature) => `<p>${signerWords(signature, voice)}</p>`),
      ...(place.signed || open?.place !== place.name
        ? []
        : [`<p>${voice.say('place.waiting')} ${timeMarkup(open.expiresAt)}</p>`]),
    ];
    const state = `<p class="sign">${voice.say(place.signed ? 'place.signed' : 'place.open')}</p>`;
    return `<li class="${place.signed ? 'signed' : 'open'}"><h3>${roleWords(place, voice)}</h3>${state}${lines.join('')}</li>`;
  });
  return `<ul class="places">${items.join('')}</ul>`;
}

/** A second line of the same signatory is told apart by its number. */
function roleWords({ name, role }: SigningViewPlace, voice: Voice): string {
  const number = /\.(\d+)$/.exec(name)?.[1];
  const [language] = voice.documentLanguages;
  return `${voice.in(language, role[language])}${number === undefined ? '' : ` (${number})`}`;
}

/** Name, organisation and numbers as the certificate says; who was announced where nobody could read it. */
function signerWords({ signer, announced, signedAt, status }: SignatureRecord, voice: Voice): string {
  const person = signer ?? announced;
  const numbers = [
    ...(person?.iin == null ? [] : [`${voice.say('iin')} ${hiddenIin(person.iin)}`]),
    ...(person?.bin == null ? [] : [`${voice.say('bin')} ${escapeHtml(person.bin)}`]),
  ];
  const facts = [
    person === null ? voice.say('place.forgotten') : `<b>${escapeHtml(person.name)}</b>`,
    ...(signer?.organisation == null ? [] : [escapeHtml(signer.organisation)]),
    ...numbers,
    timeMarkup(signedAt),
    ...(status === 'verified' ? [] : [voice.say('place.unverified')]),
  ];
  return facts.join(', ');
}
