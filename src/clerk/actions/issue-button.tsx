import { pageData } from '../page-data.ts';
import { labelOf } from '../findings/sentence.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { blockingErrors } from './readiness.ts';
import { useKeeper } from './use-keeper.ts';

/** Leads to what is missing, or to the dialog that issues; a draft that was issued leads to its record. */
export function IssueButton({ services, keeper }: ActionProps) {
  const say = useWords();
  useKeeper(keeper);
  const { store } = services;
  // Nobody signs the text of an act, and nothing is certified by it.
  if (store.form.about.filledBy === 'act' || !pageData.scopes.includes('issue')) return null;
  const { issued } = keeper.draft;
  if (issued !== null) {
    return (
      <>
        {issued.replacement !== null && (
          <button type="button" class="danger small" onClick={() => void openIssued()}>
            {say('actions.replacement.open')}
          </button>
        )}
        <a
          class="button primary issued-link"
          href={`/documents/${issued.document}`}
          aria-label={say('actions.issued.open', { number: issued.number })}
          title={say('actions.issued.open', { number: issued.number })}
        >
          № {issued.number}
        </a>
      </>
    );
  }
  return (
    <button type="button" class="primary" onClick={() => void issue()}>
      {say('actions.issue')}
    </button>
  );

  async function issue(): Promise<void> {
    store.check();
    const errors = blockingErrors(store);
    const [first] = errors;
    if (first !== undefined) {
      store.touchEverything();
      services.focusField(first.path);
      const field = labelOf(store.form, first.path);
      services.announce(say('actions.issue.errors', { count: errors.length, field }), 'problem');
      return;
    }
    const { IssueDialog } = await import('./issue-dialog.tsx');
    await services.openDialog((close) => <IssueDialog services={services} keeper={keeper} close={close} />);
  }

  async function openIssued(): Promise<void> {
    const { ReplacementDialog } = await import('./replacement.tsx');
    await services.openDialog((close) => <ReplacementDialog keeper={keeper} close={close} />);
  }
}
