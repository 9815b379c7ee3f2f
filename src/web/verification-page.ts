import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import { dateShort } from '../forms/words/date.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { PublicFact, VerificationAnswer, VerifiedDocument } from '../verification/answer.ts';
import { webPage } from './page.ts';
import { verificationStyle } from './verification-style.ts';

/**
 * The page behind the QR code, for a phone: who issued and what it is worth first, then the facts to compare with the
 * paper. No script; Kazakh, Russian and English together, the reader's own first.
 */
export function verificationPage(
  answer: VerificationAnswer,
  locales: Locales,
  language: InterfaceLanguage,
): ReturnType<typeof webPage> {
  const order = [language, ...interfaceLanguages.filter((other) => other !== language)];
  return webPage({
    language,
    title: locales.say(language, 'verification', 'title'),
    style: verificationStyle,
    body: `<main>${answerBody(answer, locales, order)}</main>`,
  });
}

/** The answer as markup, for this page and for those that embed it. */
export function answerBody(answer: VerificationAnswer, locales: Locales, order: readonly InterfaceLanguage[]): string {
  const { document, state } = answer;
  const advice = state === 'unknown' || state === 'forged' ? state : 'compare';
  return [
    document === null ? '' : issuerHtml(document, order),
    headlineHtml(answer, locales, order),
    `<p class="advice">${inLanguages(order, (one) => locales.say(one, 'verification', `advice.${advice}`))}</p>`,
    document === null ? '' : factsHtml(document, answer.checkedAt, locales, order),
  ].join('');
}

function issuerHtml({ issuer }: VerifiedDocument, order: readonly InterfaceLanguage[]): string {
  const names = order.flatMap((language) =>
    language === 'en' ? [] : [`<span lang="${language}">${escapeHtml(issuer.name[language])}</span>`],
  );
  return `<p class="issuer">${names.join('<br>')}</p>`;
}

function headlineHtml(answer: VerificationAnswer, locales: Locales, order: readonly InterfaceLanguage[]): string {
  const { document, state } = answer;
  const key = state === 'valid' ? (document?.reading ?? 'genuine') : state;
  const unsigned = document !== null && !document.signed && state === 'valid';
  const [first = 'kk', ...others] = order;
  const say = (language: InterfaceLanguage, name: string) => escapeHtml(locales.say(language, 'verification', name));
  const rest = others.map((language) => `<span lang="${language}">${say(language, `state.${key}`)}</span>`).join(' · ');
  const note = unsigned
    ? `<p class="unsigned">${inLanguages(order, (one) => locales.say(one, 'verification', 'unsigned'))}</p>`
    : '';
  const headline = `<h1 lang="${first}">${say(first, `state.${key}`)}</h1><p class="others">${rest}</p>`;
  return `<section class="state ${state}">${note}${headline}</section>`;
}

function factsHtml(
  document: VerifiedDocument,
  checkedAt: string,
  locales: Locales,
  order: readonly InterfaceLanguage[],
): string {
  const label = (key: string) => inLanguages(order, (one) => locales.say(one, 'verification', key));
  const row = (term: string, value: string) => `<div><dt>${term}</dt><dd>${value}</dd></div>`;
  const day = (key: string, iso: string | null) => (iso === null ? '' : row(label(key), escapeHtml(dateShort(iso))));
  const rows = [
    row(label('form'), bilingual(document.form.title)),
    row(label('number'), escapeHtml(document.number)),
    row(label('shortCode'), escapeHtml(document.shortCode)),
    day('issuedOn', document.issuedOn),
    day('validUntil', document.validUntil),
    day('presentBy', document.presentBy),
    day('changedOn', document.changedOn),
    document.replacedBy === null
      ? ''
      : row(
          label('replacedBy'),
          `<a href="${escapeHtml(document.replacedBy.url)}">${escapeHtml(document.replacedBy.number)}</a>`,
        ),
    ...document.facts.map((fact) => row(bilingual(fact.label), factValue(fact))),
    row(label('checkedAt'), escapeHtml(almatyTime(checkedAt))),
  ];
  return `<dl>${rows.join('')}</dl>`;
}

function factValue({ values }: PublicFact): string {
  const list = (items: readonly string[]) => items.map((item) => escapeHtml(item)).join('<br>');
  if (values.kk.join('\n') === values.ru.join('\n')) return list(values.kk);
  return `<span lang="kk">${list(values.kk)}</span><br><span lang="ru">${list(values.ru)}</span>`;
}

function bilingual({ kk, ru }: { readonly kk: string; readonly ru: string }): string {
  if (kk === ru) return escapeHtml(kk);
  return `<span lang="kk">${escapeHtml(kk)}</span> / <span lang="ru">${escapeHtml(ru)}</span>`;
}

function inLanguages(order: readonly InterfaceLanguage[], say: (language: InterfaceLanguage) => string): string {
  return order.map((language) => `<span lang="${language}">${escapeHtml(say(language))}</span>`).join(' / ');
}

const almatyClock = new Intl.DateTimeFormat('ru-RU', {
  timeZone: 'Asia/Almaty',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function almatyTime(instant: string): string {
  return almatyClock.format(new Date(instant));
}
