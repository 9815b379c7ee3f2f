import { useState } from 'preact/hooks';
import type { InBoth } from '../../issuing/document-forms.ts';
import { titleInList } from '../../web/title-in-list.ts';
import { DialogHead, Fact } from '../actions/dialog-parts.tsx';
import { inOwn } from '../documents/in-own.ts';
import { pageData } from '../page-data.ts';
import { useWords } from '../words.ts';
import type { Batch } from './data.ts';
import { figures, sayCount } from './figures.ts';
import { Refused } from './refused.tsx';
import { sendRows, type SentRows } from './sent-rows.ts';

interface IssueDialogProperties {
  /** The check. */
  readonly batch: Batch;
  readonly title: InBoth;
  readonly rows: SentRows;
  readonly close: () => void;
  readonly onStarted: (id: string) => Promise<void>;
}

/** What will be issued, shown before it is: it is not undone. */
export function IssueDialog({ batch, title, rows, close, onStarted }: IssueDialogProperties) {
  const say = useWords();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const { form, languages, format, done, failed } = batch;
  const facts: readonly (readonly [string, string])[] = [
    ['form', titleInList(inOwn(title))],
    ['count', figures(done)],
    ...(failed > 0 ? [['skipped', figures(failed)] as const] : []),
    ['languages', languages.map((language) => say(`batches.languages.${language}`)).join(', ')],
    ['format', format.toUpperCase()],
    ['file', rows.name],
    ['issuer', inOwn(pageData.issuer.name)],
    ['person', pageData.person.name],
  ];
  return (
    <>
      <DialogHead title={sayCount('batches.issue.title', done)} close={close} />
      <div class="dialog-body">
        <dl class="facts">
          {facts.map(([key, text]) => (
            <Fact key={key} label={say(`batches.issue.${key}`)} text={text} />
          ))}
        </dl>
        <p class="notice warning">{say('batches.issue.final')}</p>
        {trouble !== null && <Refused error={trouble} />}
      </div>
      <footer>
        <button type="button" onClick={close}>
          {say('batches.issue.no')}
        </button>
        <button type="button" class="primary" aria-busy={isBusy} onClick={() => void send()}>
          {sayCount('batches.issue', done)}
        </button>
      </footer>
    </>
  );

  async function send(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const order = { form, action: 'issue', languages, format, dryRun: false } as const;
      // One check is issued once, however often it is confirmed.
      const { id } = await sendRows(rows, order, `checked:${batch.id}`);
      await onStarted(id);
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  }
}
