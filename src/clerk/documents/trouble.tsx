import { OfflineError, ServerProblem } from '../server.ts';
import { say, useWords } from '../words.ts';

/** What went wrong, in the words of the service where it has said any. */
export function troubleWords(error: unknown): string[] {
  if (error instanceof ServerProblem) {
    const { detail, errors = [] } = error.problem;
    return errors.length === 0 ? [detail] : errors.map((one) => one.detail);
  }
  if (error instanceof OfflineError) return [say('documents.offline')];
  throw error;
}

export function Trouble({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  useWords();
  return (
    <div class="notice danger stack" role="alert">
      {troubleWords(error).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {again !== undefined && (
        <p>
          <button type="button" class="small" onClick={again}>
            {say('documents.again')}
          </button>
        </p>
      )}
    </div>
  );
}
