import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { Language } from '../compose/document.ts';
import type { DocumentState } from '../registry/status.ts';
import type { Preparation, SignatureRecord } from '../registry/signatures.ts';
import { escapeHtml } from '../render/html/escape.ts';
import { row } from './fact-rows.ts';
import { signerForm } from './signing-form.ts';
import { placeList } from './signing-places.ts';
import { Voice } from './voice.ts';

/** What the bearer of a key is shown of a document before signing it. */
export interface SigningView {
  readonly number: string;
  readonly form: Readonly<Record<Language, string>>;
  readonly holder: string | null;
  readonly state: DocumentState;
  /** Name of the file that gets signed; null after a purge. */
  readonly file: string | null;
  /** In the order of the form. */
  readonly places: readonly SigningViewPlace[];
  readonly signatures: readonly SignatureRecord[];
  /** A signature that waits for its CMS. */
  readonly open: Preparation | null;
}

export interface SigningViewPlace {
  readonly name: string;
  readonly signatory: string;
  readonly role: Readonly<Record<Language, string>>;
  readonly signed: boolean;
}

/** The part of the signing page that needs a key, as a piece of markup: the page puts it in its place. */
export function signingDocument(view: SigningView, locales: Locales, language: InterfaceLanguage): string {
  const voice = new Voice(locales, language, 'signing');
  const facts = [
    row(voice.say('number'), `<b>${escapeHtml(view.number)}</b>`),
    row(voice.say('form'), voice.both(view.form)),
    view.holder === null ? '' : row(voice.say('holder'), escapeHtml(view.holder)),
    row(voice.say('state'), voice.say(`state.${view.state}`)),
  ];
  return [
    `<h2 tabindex="-1">${voice.say('document')}</h2><dl>${facts.join('')}</dl>`,
    view.file === null
      ? ''
      : `<button type="button" class="plain" id="read" data-file="${escapeHtml(view.file)}">${voice.say('read')}</button>`,
    `<h2>${voice.say('places')}</h2>`,
    placeList(view, voice),
    closedWords(view, voice) ?? signerForm(view.places, voice),
  ].join('');
}

/** Why nobody can sign; undefined where somebody can. */
function closedWords({ state, file, places }: SigningView, voice: Voice): string | undefined {
  const reason = closedReason();
  return reason === undefined ? undefined : `<p class="closed">${voice.say(`closed.${reason}`)}</p>`;

  function closedReason(): string | undefined {
    if (file === null) return 'purged';
    if (state === 'revoked' || state === 'replaced') return state;
    if (places.length === 0) return 'none';
    return places.every(({ signed }) => signed) ? 'all' : undefined;
  }
}
