import type { InBoth } from '../../issuing/document-forms.ts';
import { openDialog } from '../shell/dialogs.ts';
import { useWords } from '../words.ts';
import type { Batch } from './data.ts';
import { sayCount } from './figures.ts';
import { IssueDialog } from './issue-dialog.tsx';
import type { SentRows } from './sent-rows.ts';

interface IssueOfferProperties {
  readonly batch: Batch;
  readonly title: InBoth;
  readonly rows: SentRows | null;
  readonly onStarted: (id: string, rows: SentRows | null) => Promise<void>;
}

/** After a check: issues the rows that were checked, once they are confirmed. */
export function IssueOffer({ batch, title, rows, onStarted }: IssueOfferProperties) {
  const say = useWords();
  const { dryRun, action, state, done, failed } = batch;
  if (!dryRun || action !== 'issue' || state !== 'finished') return null;
  if (done === 0) return <p class="notice warning">{say('batches.issue.none')}</p>;
  const again = `/batches/new?form=${batch.form}`;
  if (rows === null) {
    return (
      <p class="notice">
        {say('batches.issue.again')} <a href={again}>{say('batches.issue.again.open')}</a>
      </p>
    );
  }
  return (
    <div class="stack">
      {failed > 0 && <p class="notice warning">{say('batches.issue.errors')}</p>}
      <p class="row">
        <button type="button" class="primary" onClick={() => void open(rows)}>
          {sayCount('batches.issue', done)}
        </button>
        {failed > 0 && (
          <a class="button" href={again}>
            {say('batches.issue.other')}
          </a>
        )}
      </p>
    </div>
  );

  function open(checked: SentRows): Promise<void> {
    return openDialog((close) => (
      <IssueDialog
        batch={batch}
        title={title}
        rows={checked}
        close={close}
        onStarted={(id) => {
          close();
          return onStarted(id, null);
        }}
      />
    ));
  }
}
