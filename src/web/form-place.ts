import type { FormAbout } from '../forms/definition.ts';
import type { Voice } from './voice.ts';

/**
 * Where the act has a form, in words of `clerk-catalogue`: «Приложение 4, форма 1», or the paragraph that demands a
 * paper without giving its form.
 */
export function formPlace({ appendix, paragraph }: Pick<FormAbout, 'appendix' | 'paragraph'>, voice: Voice): string {
  if (appendix === undefined) {
    return paragraph === undefined ? '' : voice.text('place.paragraph', { number: paragraph });
  }
  const [, number = appendix, kind, part = ''] = /^(.+?), (form|annex) (\d+)$/.exec(appendix) ?? [];
  return voice.text(`place.${kind ?? 'appendix'}`, { number, part });
}
