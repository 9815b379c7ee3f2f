import { useState } from 'preact/hooks';
import type { Scope } from '../../registry/issuer.ts';
import { titleInList } from '../../web/title-in-list.ts';
import { useWords } from '../words.ts';
import { type Change, ChangeDialog } from './change-dialog.tsx';
import type { IssuedDocument, RecordData } from './data.ts';
import { inOwn } from './in-own.ts';

interface ActionsProperties {
  readonly record: RecordData;
  readonly scopes: readonly Scope[];
  readonly onChanged: (document: IssuedDocument, words: string) => void;
}

/** What this person may do with the document as it stands. */
export function Actions({ record, scopes, onChanged }: ActionsProperties) {
  const say = useWords();
  const [change, setChange] = useState<Change | null>(null);
  const { document, forms } = record;
  const mayIssue = scopes.includes('issue') && document.purgedAt === null;
  const changes = scopes.includes('revoke') ? changesOf(document) : [];
  const isReplaceable = mayIssue && forms.length === 1 && changes.includes('revoke') && document.state !== 'replaced';
  if (!mayIssue && changes.length === 0) return null;
  return (
    <section class="card actions" aria-labelledby="actions">
      <h2 id="actions">{say('documents.actions')}</h2>
      <div class="stack">
        {mayIssue &&
          forms.map(({ id, title }) => (
            <a key={id} class="button" href={`/forms/${id}?from=${document.id}`}>
              <span>
                {say('documents.action.draft')}
                {forms.length > 1 && <small>{titleInList(inOwn(title))}</small>}
              </span>
            </a>
          ))}
        {isReplaceable && (
          <a class="button" href={`/forms/${document.form}?replaces=${document.id}`}>
            {say('documents.action.replace')}
          </a>
        )}
        {changes.map((kind) => (
          <button
            key={kind}
            type="button"
            class={kind === 'revoke' ? 'danger' : ''}
            onClick={() => {
              setChange(kind);
            }}
          >
            {say(`documents.action.${kind}`)}
          </button>
        ))}
      </div>
      {change !== null && (
        <ChangeDialog
          key={change}
          change={change}
          document={document}
          onClose={() => {
            setChange(null);
          }}
          onChanged={(next) => {
            setChange(null);
            onChanged(next, say(`documents.${change}.done`));
          }}
        />
      )}
    </section>
  );
}

/** Changes that the service would take; it has the last word. */
function changesOf({ state, validUntil }: IssuedDocument): Change[] {
  if (state === 'revoked') return ['reinstate'];
  return [...(validUntil !== null && state !== 'replaced' ? (['extend'] as const) : []), 'revoke'];
}
