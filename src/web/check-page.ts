import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { VerificationAnswer } from '../verification/answer.ts';
import { answerBody } from './answer-body.ts';
import { type FileFindings, fileFindings } from './file-findings.ts';
import { languageLinks } from './language-links.ts';
import { type ServedPage, webPage } from './page.ts';
import { statePanel } from './state-panel.ts';
import { verificationStyle } from './verification-style.ts';
import { Voice } from './voice.ts';

/** What was asked on the page, and found. */
export type CheckFindings =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'paper';
      readonly answer: VerificationAnswer;
      readonly asked: { readonly number: string; readonly shortCode: string };
    }
  | { readonly kind: 'file'; readonly file: FileFindings }
  /** Key of the sentence that says why there is no answer. */
  | { readonly kind: 'refused'; readonly key: string };

/** A page to check a document without a phone camera: number and short code, a picture of the code, or the file. */
export function checkPage(findings: CheckFindings, locales: Locales, language: InterfaceLanguage): ServedPage {
  const voice = new Voice(locales, language);
  const asked = findings.kind === 'paper' ? findings.asked : { number: '', shortCode: '' };
  return webPage({
    language,
    title: voice.text('title'),
    style: verificationStyle,
    body: [
      languageLinks('/verify', language),
      findings.kind === 'nothing'
        ? `<h1>${voice.say('title')}</h1>`
        : `<div class="findings">${found(findings, voice)}</div>`,
      `<form method="post" action="/verify?language=${language}"><h2>${voice.say('lookup')}</h2>`,
      `<p id="where">${voice.say('lookup.where')}</p>`,
      field('number', 'lookup.number', asked.number, 'maxlength="200" autocomplete="off"'),
      field(
        'shortCode',
        'lookup.code',
        asked.shortCode,
        'maxlength="40" autocomplete="off" autocapitalize="characters"',
      ),
      `<button>${voice.say('lookup.submit')}</button></form>`,
      pictureSection(voice),
      `<form method="post" action="/verify/file?language=${language}" enctype="multipart/form-data">`,
      `<h2>${voice.say('file')}</h2><label for="file">${voice.say('file.choose')}</label>`,
      '<input id="file" name="file" type="file" required accept=".pdf,.docx,.xlsx">',
      `<button>${voice.say('lookup.submit')}</button></form>`,
    ].join(''),
    scripts: ['/verify/read-code.js'],
  });

  function field(name: string, key: string, value: string, attributes: string): string {
    return (
      `<label for="${name}">${voice.say(key)}</label><input id="${name}" name="${name}" required ${attributes} ` +
      `spellcheck="false" aria-describedby="where" value="${escapeHtml(value)}">`
    );
  }
}

function found(findings: Exclude<CheckFindings, { kind: 'nothing' }>, voice: Voice): string {
  switch (findings.kind) {
    case 'paper':
      return answerBody(findings.answer, voice);
    case 'file':
      return fileFindings(findings.file, voice);
    case 'refused':
      return statePanel('refused', findings.key, voice);
  }
}

/** Shown by the script alone: without it, pictures cannot be read in the browser. */
function pictureSection(voice: Voice): string {
  const words = ['none', 'foreign', 'refused', 'looking', 'stop'].map(
    (name) => `data-${name}="${voice.say(`picture.${name}`)}"`,
  );
  return [
    `<section id="picture" hidden ${words.join(' ')}><h2>${voice.say('picture')}</h2>`,
    `<p>${voice.say('picture.private')}</p>`,
    `<button type="button" hidden>${voice.say('picture.camera')}</button><video hidden muted playsinline></video>`,
    `<label for="snapshot">${voice.say('picture.choose')}</label><input id="snapshot" type="file" accept="image/*">`,
    '<p class="told" role="status"></p></section>',
  ].join('');
}
