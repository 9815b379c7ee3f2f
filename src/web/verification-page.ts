import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { VerificationAnswer } from '../verification/answer.ts';
import { answerBody, stateKey } from './answer-body.ts';
import { type ServedPage, webPage } from './page.ts';
import { verificationStyle } from './verification-style.ts';
import { Voice } from './voice.ts';

/**
 * The page behind the QR code, for a phone: who issued and what it is worth first, then the facts to compare with the
 * paper. No script; Kazakh, Russian and English together, the reader's own first.
 */
export function verificationPage(
  answer: VerificationAnswer,
  locales: Locales,
  language: InterfaceLanguage,
): ServedPage {
  const voice = new Voice(locales, language);
  return webPage({
    language,
    title: `${voice.text(stateKey(answer))} – ${voice.text('title')}`,
    style: verificationStyle,
    body: `${answerBody(answer, voice)}<p class="elsewhere"><a href="/verify">${voice.say('elsewhere')}</a></p>`,
  });
}
