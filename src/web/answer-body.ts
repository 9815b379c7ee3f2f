import { dateShort } from '../forms/words/date.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { PublicFact, VerificationAnswer, VerifiedDocument } from '../verification/answer.ts';
import { factRows, row } from './fact-rows.ts';
import { documentSignatures } from './signature-rows.ts';
import { statePanel } from './state-panel.ts';
import { timeMarkup } from './time-markup.ts';
import type { Voice } from './voice.ts';

/**
 * What a document is worth: who issued it and its state first, then the facts to compare with the paper. A code that
 * names nothing shows nothing but that.
 */
export function answerBody(answer: VerificationAnswer, voice: Voice): string {
  const { document, state } = answer;
  if (document === null) {
    const advice = `<p class="advice">${voice.all(`advice.${state}`)}</p>`;
    return `${statePanel(state, `state.${state}`, voice)}${advice}${checkedAt(answer, voice)}`;
  }
  const unsigned = `<p class="unsigned">${voice.all('unsigned')}</p>`;
  return [
    issuerLine(document, voice),
    statePanel(state, stateKey(answer), voice, state === 'valid' && !document.signed ? { before: unsigned } : {}),
    `<p class="advice">${voice.all(state === 'valid' ? 'advice.compare' : `advice.${state}`)}</p>`,
    documentFacts(document, answer, voice),
    documentSignatures(document, voice),
    checkedAt(answer, voice),
  ].join('');
}

/** A certificate in force, any other paper genuine. */
export function stateKey({ state, document }: VerificationAnswer): string {
  return `state.${state === 'valid' ? (document?.reading ?? 'genuine') : state}`;
}

export function issuerLine({ issuer }: VerifiedDocument, voice: Voice): string {
  return `<p class="issuer"><span class="label">${voice.all('issuer')}</span>${voice.both(issuer.name)}</p>`;
}

/** The facts of a document, its number first: what stands on the paper too. */
export function documentFacts(
  document: VerifiedDocument,
  { state }: Pick<VerificationAnswer, 'state'>,
  voice: Voice,
): string {
  const day = (key: string, iso: string | null) => (iso === null ? '' : row(voice.all(key), dayMarkup(iso)));
  const { replacedBy, form } = document;
  const rows = [
    replacedBy === null
      ? ''
      : row(
          voice.all('replacedBy'),
          `<a class="next" href="${escapeHtml(pathOf(replacedBy.url))}">№ ${escapeHtml(replacedBy.number)}</a>`,
        ),
    day(`changedOn.${state}`, state === 'revoked' || state === 'replaced' ? document.changedOn : null),
    row(voice.all('number'), `<b>${escapeHtml(document.number)}</b>`),
    row(voice.all('form'), voice.both(form.title)),
    day('issuedOn', document.issuedOn),
    day('validUntil', document.validUntil),
    day('presentBy', document.presentBy),
    ...factRows(
      document.facts.filter((fact) => !saysOnly(fact, document.number)),
      voice,
    ),
    row(voice.all('shortCode'), escapeHtml(document.shortCode)),
    row(voice.all('act'), voice.both(form.act)),
  ];
  return `<dl>${rows.join('')}</dl>`;
}

/** When the answer was given: an answer is good for its moment. */
export function checkedAt({ checkedAt: instant }: Pick<VerificationAnswer, 'checkedAt'>, voice: Voice): string {
  return `<p class="asked">${voice.all('checkedAt')} ${timeMarkup(instant)}</p>`;
}

/** The number stands first already. */
function saysOnly({ values }: PublicFact, text: string): boolean {
  return [...values.kk, ...values.ru].every((value) => value === text);
}

/** The reader stays where the answer came from: this service knows its documents under every name it is reached by. */
function pathOf(url: string): string {
  return new URL(url).pathname;
}

function dayMarkup(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(dateShort(iso))}</time>`;
}
