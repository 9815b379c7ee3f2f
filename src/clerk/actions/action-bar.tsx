import { useEffect } from 'preact/hooks';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';
import type { EditorServices } from '../services.ts';
import { say } from '../words.ts';
import { DownloadMenu } from './download-menu.tsx';
import { DraftMenu } from './draft-menu.tsx';
import { acceptFiles } from './file-drop.ts';
import { IssueButton } from './issue-button.tsx';
import { watchSession } from './session-over.ts';

export interface ActionProps {
  readonly services: EditorServices;
  readonly keeper: DraftKeeper;
}

/** What is done with the form as a whole: where its draft is kept, its files, and its issue. */
export function ActionBar(props: ActionProps) {
  const { services, keeper } = props;
  useEffect(() => {
    const leave = [
      acceptFiles(props),
      watchSession(services, () => void keeper.send()),
      keeper.onTaken(() => {
        services.announce(say('actions.taken'));
      }),
    ];
    return () => {
      for (const one of leave) one();
    };
  }, [keeper]);
  return (
    <div class="action-bar">
      <DraftMenu {...props} />
      <DownloadMenu {...props} />
      <IssueButton {...props} />
    </div>
  );
}
