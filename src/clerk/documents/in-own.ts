import type { InBoth } from '../../issuing/document-forms.ts';
import { interfaceLanguage } from '../words.ts';

/** The language of documents that a reader of the interface reads first. */
export function ownLanguage(): 'kk' | 'ru' {
  return interfaceLanguage.current === 'kk' ? 'kk' : 'ru';
}

export function inOwn(texts: InBoth): string {
  return texts[ownLanguage()];
}
