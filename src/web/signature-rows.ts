import { escapeHtml } from '../render/html/escape.ts';
import type { DocumentSignature, PublicSigner, VerifiedDocument } from '../verification/answer.ts';
import type { FileCheck, FileSignature } from '../verification/file-check.ts';
import { row } from './fact-rows.ts';
import { timeMarkup } from './time-markup.ts';
import type { Voice } from './voice.ts';

/** Signatures that a page lists: more than sign most papers, and the page stays below 30 kB. */
const listLimit = 10;
/** Of a name, in characters. */
const textLimit = 120;

/** Who signed the document; nothing where nobody did. Those that do not count say so first. */
export function documentSignatures({ signatures }: VerifiedDocument, voice: Voice): string {
  return list('signatures', signatures, documentSignature, voice);
}

/** Which signatures within a file hold. */
export function fileSignatures({ signatures, document }: FileCheck, voice: Voice): string {
  if (signatures.length > 0) return list('signatures.inFile', signatures, fileSignature, voice);
  const [signed] = document?.signatures.filter(({ status }) => status === 'verified') ?? [];
  return signed === undefined ? '' : `<p class="advice">${voice.all('file.unsigned', { file: signed.file })}</p>`;
}

function list<Item>(
  heading: string,
  items: readonly Item[],
  markup: (item: Item, voice: Voice) => string,
  voice: Voice,
): string {
  if (items.length === 0) return '';
  const rest = items.length - Math.min(items.length, listLimit);
  const rows = items.slice(0, listLimit).map((item) => markup(item, voice));
  const more = rest === 0 ? '' : `<p class="more">${voice.all('more', { rest })}</p>`;
  return `<h2>${voice.all(heading)}</h2><dl class="signatures">${rows.join('')}</dl>${more}`;
}

function documentSignature(signature: DocumentSignature, voice: Voice): string {
  const { role, status, signer, position, signedAt, algorithm, revocation } = signature;
  const lines = [
    verdict(`signature.${status}`, status === 'verified', voice),
    ...signerLines(signer, voice),
    position === null ? '' : labelled('signature.position', shortened(position), voice),
    labelled('signature.signedAt', timeMarkup(signedAt), voice),
    algorithm === null ? '' : labelled('signature.algorithm', escapeHtml(algorithm), voice),
    revocation === 'unchecked' ? `<p>${voice.all('signature.revocation-unchecked')}</p>` : '',
  ];
  return row(role === null ? voice.all('signature') : voice.both(role), lines.join(''));
}

function fileSignature(signature: FileSignature, voice: Voice): string {
  const { role, isSeal, state, recorded, signer, signedAt, algorithm } = signature;
  const lines = [
    verdict(`signature.${state}`, state === 'intact', voice),
    recorded ? '' : `<p>${voice.all('signature.unrecorded')}</p>`,
    ...signerLines(signer, voice),
    signedAt === null ? '' : labelled('signature.signedAt', timeMarkup(signedAt), voice),
    algorithm === null ? '' : labelled('signature.algorithm', escapeHtml(algorithm), voice),
  ];
  const name = isSeal ? voice.all('signature.seal') : role === null ? voice.all('signature') : voice.both(role);
  return row(name, lines.join(''));
}

/** Told apart by a sign too, not by colour alone. */
function verdict(key: string, counts: boolean, voice: Voice): string {
  return `<p class="${counts ? 'counts' : 'void'}"><i aria-hidden="true">${counts ? '✓' : '✕'}</i> ${voice.all(key)}</p>`;
}

function signerLines(signer: PublicSigner | null, voice: Voice): string[] {
  if (signer === null) return [];
  const { name, iin, bin, organisation } = signer;
  return [
    `<p><b>${shortened(name)}</b></p>`,
    iin === null ? '' : labelled('signature.iin', escapeHtml(iin), voice),
    organisation === null ? '' : `<p>${shortened(organisation)}</p>`,
    bin === null ? '' : labelled('signature.bin', escapeHtml(bin), voice),
  ];
}

/**
 * In the reader's language only: what a number or a time is, the others see from its shape.
 * @param value markup
 */
function labelled(key: string, value: string, voice: Voice): string {
  return `<p>${voice.say(key)}: ${value}</p>`;
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return escapeHtml(characters.length <= textLimit ? text : `${characters.slice(0, textLimit).join('')}…`);
}
