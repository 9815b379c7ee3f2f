import { OfflineError, ServerProblem } from '../server.ts';
import { say, useWords } from '../words.ts';
import { UnreadableFileError } from './sent-rows.ts';

/** Why nothing came of it, in the words of the service where it has said any. */
export function Refused({ error }: { readonly error: unknown }) {
  useWords();
  const { title, sentences } = refusalOf(error);
  return (
    <div class="notice danger stack tight" role="alert">
      {title !== null && <h2>{title}</h2>}
      {sentences.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </div>
  );
}

function refusalOf(error: unknown): { readonly title: string | null; readonly sentences: readonly string[] } {
  if (error instanceof ServerProblem) {
    const { title, detail, errors = [] } = error.problem;
    return { title, sentences: [detail, ...errors.map((one) => one.detail)] };
  }
  if (error instanceof OfflineError) return { title: null, sentences: [say('batches.offline')] };
  if (error instanceof UnreadableFileError) return { title: null, sentences: [say('batches.file.unreadable')] };
  throw error;
}
