import { OfflineError, ServerProblem } from '../server.ts';
import { say } from '../words.ts';

/** What went wrong, in the words of the service where it has said any. */
export function troubleWords(error: unknown): readonly string[] {
  if (error instanceof ServerProblem) {
    const { detail, errors = [] } = error.problem;
    return errors.length === 0 ? [detail] : [...new Set(errors.map((one) => one.detail))].slice(0, mostSentences);
  }
  return [say(error instanceof OfflineError ? 'actions.offline' : 'actions.broken')];
}

const mostSentences = 5;
