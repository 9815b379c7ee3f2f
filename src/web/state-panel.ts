import type { VerificationState } from '../verification/answer.ts';
import type { Voice } from './voice.ts';

/** What a panel tells: a state of the document, or what was found of a file or a request. */
export type PanelKind = VerificationState | 'altered' | 'refused';

/**
 * The one thing that must be seen from an arm's length in the sun: a sign of its own shape and a sentence. Colour only
 * repeats what they say.
 *
 * @param key of the sentence
 * @param lines markup of what stands around it
 */
export function statePanel(
  kind: PanelKind,
  key: string,
  voice: Voice,
  lines: { readonly before?: string; readonly after?: string } = {},
): string {
  return [
    `<section class="state ${kind}">`,
    lines.before ?? '',
    `<div class="said">${signs[kind]}<div><h1>${voice.say(key)}</h1><p class="others">${voice.others(key)}</p></div></div>`,
    lines.after ?? '',
    '</section>',
  ].join('');
}

function sign(shapes: string): string {
  return `<svg viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`;
}

const circle = '<circle cx="12" cy="12" r="10.5"/>';
const cross = sign(`${circle}<path d="M8 8l8 8M16 8l-8 8"/>`);
const warning = sign('<path d="M12 2L23 21.5H1zM12 9v6M12 17.6v1"/>');
const question = sign(`${circle}<path d="M8.8 9.5a3.2 3.2 0 1 1 4.6 2.9q-1.4.8-1.4 2.1M12 16.8v1"/>`);

/** Told apart by their shape. */
const signs: Readonly<Record<PanelKind, string>> = {
  valid: sign(`${circle}<path d="M7 12.5l3.5 3.5L17 9"/>`),
  revoked: cross,
  replaced: sign(`${circle}<path d="M6.5 12h10M12.5 8l4 4-4 4"/>`),
  expired: sign(`${circle}<path d="M12 6v6.5l4 2.5"/>`),
  unknown: question,
  forged: warning,
  altered: warning,
  refused: question,
};
