import { escapeHtml } from '../render/html/escape.ts';
import type { RefusalReason } from '../seal/refusal.ts';
import type { Difference } from '../verification/differences.ts';
import type { FileCheck } from '../verification/file-check.ts';
import { answerBody, checkedAt, documentFacts, issuerLine } from './answer-body.ts';
import { row } from './fact-rows.ts';
import { documentSignatures, fileSignatures } from './signature-rows.ts';
import { statePanel } from './state-panel.ts';
import type { Voice } from './voice.ts';

/** Differences that a page lists. */
const listLimit = 20;

/** What was found of a file, or why nothing was. */
export type FileFindings = FileCheck | { readonly refused: RefusalReason };

/**
 * A file that is what was issued reads as its document does. Any other file is told to be changed before anything else,
 * even where its hidden record agrees: its pages may show something else.
 */
export function fileFindings(file: FileFindings, voice: Voice): string {
  if ('refused' in file)
    return `${statePanel('refused', `refused.${file.refused}`, voice)}${adviceOf('refused', voice)}`;
  const { document } = file;
  if (document === null) return answerBody(file, voice);
  if (file.identical) {
    const found = `${voice.all('file.identical')}${revisionLine(file, voice)}`;
    return `<p class="found">${found}</p>${answerBody(file, voice)}${fileSignatures(file, voice)}`;
  }
  const key = file.differenceCount > 0 ? 'different' : file.appended ? 'appended' : 'rewritten';
  return [
    issuerLine(document, voice),
    statePanel('altered', `file.${key}`, voice),
    adviceOf(key, voice),
    file.appended ? `<p class="found">${voice.all('file.begins')}${revisionLine(file, voice)}</p>` : '',
    fileSignatures(file, voice),
    differenceRows(file, voice),
    `<h2>${voice.all('asIssued')}</h2>`,
    `<p class="stands">${voice.all(`state.${file.state === 'valid' ? document.reading : file.state}`)}</p>`,
    documentFacts(document, file, voice),
    documentSignatures(document, voice),
    checkedAt(file, voice),
  ].join('');
}

/** Which revision it is, where there are several. */
function revisionLine({ revision, revisionNumber, revisionCount }: FileCheck, voice: Voice): string {
  if (revision === null || revisionNumber === null || revisionCount === null || revisionCount === 1) return '';
  const values = { file: revision, revision: revisionNumber, total: revisionCount };
  const later = revisionNumber < revisionCount ? ` ${voice.all('file.earlier')}` : '';
  return `<br>${voice.all('file.revision', values)}${later}`;
}

function adviceOf(key: string, voice: Voice): string {
  return `<p class="advice">${voice.all(`advice.${key}`)}</p>`;
}

function differenceRows({ differences, differenceCount }: FileCheck, voice: Voice): string {
  if (differenceCount === 0) return '';
  const rows = differences.slice(0, listLimit).map((one) => row(placeOf(one, voice), valuesOf(one, voice)));
  const rest = differenceCount - rows.length;
  const more = rest === 0 ? '' : `<p class="more">${voice.all('more', { rest })}</p>`;
  return `<h2>${voice.all('differences')}</h2><dl class="differences">${rows.join('')}</dl>${more}`;
}

/** Members of a record that have a name on the page. */
const named: Readonly<Record<string, string>> = {
  '': 'title.document',
  '/number': 'number',
  '/issuedAt': 'issuedOn',
  '/issuer': 'issuer',
  '/form': 'form',
  '/shortCode': 'shortCode',
};

/** The label of the field and its row, counted from one; a JSON pointer where the form has no name for it. */
function placeOf({ pointer, label }: Difference, voice: Voice): string {
  const key = named[pointer];
  if (key !== undefined) return voice.all(key);
  if (label === null) return `<code>${escapeHtml(pointer)}</code>`;
  const [index] = /(?<=\/)\d+/.exec(pointer) ?? [];
  return `${voice.both(label)}${index === undefined ? '' : ` <b>№ ${Number(index) + 1}</b>`}`;
}

function valuesOf({ issued, found }: Difference, voice: Voice): string {
  if (issued === undefined && found === undefined) return voice.all('differences.hidden');
  const value = (key: string, text: string | undefined) =>
    `<p><span class="label">${voice.all(key)}</span>${text === undefined ? '–' : escapeHtml(text)}</p>`;
  return value('differences.issued', issued) + value('differences.found', found);
}
