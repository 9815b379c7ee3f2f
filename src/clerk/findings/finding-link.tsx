import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { type FindingItem, lackingLanguage } from './finding-items.ts';
import { labelOf, sentenceOf } from './sentence.ts';

interface FindingLinkProps {
  readonly services: EditorServices;
  readonly item: FindingItem;
}

/** One finding: what is wrong, and the way to its place. A value that has no place is taken away instead. */
export function FindingLink({ services, item }: FindingLinkProps) {
  const say = useWords();
  const { store } = services;
  const { kind, finding, field } = item;
  const { form } = store;
  const isUnknown = finding.error.code === 'unknown-property';
  const lacking = kind === 'translation' ? lackingLanguage(form, store.derived, finding.path) : undefined;
  const sentence =
    lacking === undefined
      ? finding.error.code === 'required'
        ? ''
        : sentenceOf(finding, form)
      : say(`fields.lacks.${lacking}`);
  return (
    <li>
      <button
        type="button"
        class={`quiet finding ${kind}`}
        onClick={() => {
          if (isUnknown) {
            store.set(finding.path, undefined);
            return;
          }
          store.touch(field);
          if (field !== '') services.focusField(field);
        }}
      >
        <span class="mark" title={say(`fields.kind.${kind}`)} aria-hidden="true" />
        <span>
          <span class="visually-hidden">{say(`fields.kind.${kind}`)}: </span>
          <span class="finding-label">{isUnknown ? say('fields.removeUnknown') : labelOf(form, field)}</span>
          {sentence === '' ? null : <span class="finding-sentence">{sentence}</span>}
        </span>
      </button>
    </li>
  );
}
