import type { DocumentState } from '../../registry/status.ts';
import { useWords } from '../words.ts';
import type { IssuedDocument } from './data.ts';

const tones: Readonly<Record<DocumentState, string>> = {
  valid: 'success',
  revoked: 'danger',
  replaced: 'warning',
  expired: 'warning',
};

/** What became of a document: in words, the colour only stresses them. */
export function StateChip({ document: { state, validUntil } }: { readonly document: IssuedDocument }) {
  const say = useWords();
  // What has a term is in force; what has none was issued, once and for all.
  const key = state === 'valid' && validUntil !== null ? 'in-force' : state;
  return <span class={`chip ${tones[state]}`}>{say(`documents.state.${key}`)}</span>;
}
