import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { FileCheck } from '../verification/file-check.ts';
import type { VerificationAnswer } from '../verification/answer.ts';
import { webPage } from './page.ts';
import { answerBody } from './verification-page.ts';
import { verificationStyle } from './verification-style.ts';

/** What was asked on the page, and found. */
export interface CheckFindings {
  readonly answer?: VerificationAnswer;
  readonly file?: FileCheck;
}

/** A page to check a document without a phone camera: number and short code, a picture of the code, or the file. */
export function checkPage(
  findings: CheckFindings,
  locales: Locales,
  language: InterfaceLanguage,
): ReturnType<typeof webPage> {
  const order = [language, ...interfaceLanguages.filter((other) => other !== language)];
  const label = (key: string) => order.map((one) => say(one, key)).join(' / ');
  const say = (one: InterfaceLanguage, key: string) =>
    `<span lang="${one}">${escapeHtml(locales.say(one, 'verification', key))}</span>`;
  const body = [
    `<main><h1>${label('title')}</h1>`,
    findings.file === undefined ? '' : fileFindings(findings.file, label),
    findings.answer === undefined ? '' : answerBody(findings.answer, locales, order),
    `<form method="post" action="/verify"><h2>${label('lookup')}</h2>`,
    `<label for="number">${label('lookup.number')}</label><input id="number" name="number" required maxlength="60">`,
    `<label for="code">${label('lookup.code')}</label><input id="code" name="shortCode" required maxlength="20" autocomplete="off">`,
    `<button>${label('lookup.submit')}</button></form>`,
    `<form id="picture" hidden><h2>${label('picture')}</h2>`,
    `<label for="snapshot">${label('picture.choose')}</label><input id="snapshot" type="file" accept="image/*">`,
    `<button type="button">${label('picture.camera')}</button>`,
    `<p class="none" role="status" hidden>${label('picture.none')}</p><video hidden muted playsinline></video></form>`,
    `<form method="post" action="/verify/file" enctype="multipart/form-data"><h2>${label('file')}</h2>`,
    `<label for="file">${label('file')}</label><input id="file" name="file" type="file" required accept=".pdf,.docx,.xlsx">`,
    `<button>${label('lookup.submit')}</button></form></main>`,
  ].join('');
  return webPage({
    language,
    title: locales.say(language, 'verification', 'title'),
    style: verificationStyle,
    body,
    scripts: ['/verify/jsqr.js', '/verify/read-code.js'],
  });
}

function fileFindings(file: FileCheck, label: (key: string) => string): string {
  const key = file.identical
    ? 'identical'
    : file.state === null
      ? 'none'
      : file.differences.length === 0
        ? 'sameData'
        : 'different';
  const differences = file.differences.map(
    ({ pointer, issued, found }) =>
      `<div><dt>${escapeHtml(pointer)}</dt><dd>${
        issued === undefined && found === undefined
          ? label('differences.hidden')
          : `${escapeHtml(issued ?? '–')} → ${escapeHtml(found ?? '–')}`
      }</dd></div>`,
  );
  const list = differences.length === 0 ? '' : `<h2>${label('differences')}</h2><dl>${differences.join('')}</dl>`;
  return `<section class="state ${file.identical ? 'valid' : 'unknown'}"><h1>${label(`file.${key}`)}</h1></section>${list}`;
}
