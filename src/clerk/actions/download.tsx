import { ServerProblem } from '../server.ts';
import type { EditorServices } from '../services.ts';
import { say } from '../words.ts';
import type { Wanted } from './download-menu.tsx';
import { showingProgress } from './download-progress.tsx';
import { fetchFile, saveFile, type ServedFile } from './files.ts';
import { outgoingPayload } from './outgoing.ts';
import { RefusedDialog } from './refused.tsx';
import { troubleWords } from './trouble-words.ts';
import { blockingErrors, typedNumber } from './readiness.ts';

/**
 * Has the service make a file and saves it, or prints it. What is wrong is told with a way to each field.
 *
 * @param languages as the service takes them: `kk`, `ru`, `kk,ru`
 */
export async function download(wanted: Wanted, languages: string, services: EditorServices): Promise<void> {
  try {
    const file = await showingProgress((id) => fileOf(wanted, languages, services, id));
    if (wanted.kind === 'print') {
      const { printPdf } = await import('./print.ts');
      await printPdf(await file.blob.arrayBuffer());
    } else {
      saveFile(file);
      services.announce(say('actions.download.done', { name: file.name }));
    }
  } catch (cause) {
    if (cause instanceof ServerProblem && cause.problem.errors !== undefined) {
      services.store.touchEverything();
      const { problem } = cause;
      await services.openDialog((close) => (
        <RefusedDialog title={say('actions.download.refused')} problem={problem} services={services} close={close} />
      ));
    } else {
      services.announce(troubleWords(cause).join(' '), 'problem');
    }
  }
}

/** @param progress id by which the service tells how far the file is */
function fileOf(wanted: Wanted, languages: string, { store }: EditorServices, progress: string): Promise<ServedFile> {
  const watched = { 'Nysan-Progress': progress };
  const form = `/v1/forms/${encodeURIComponent(store.form.id)}`;
  const query = new URLSearchParams({ language: languages });
  if (wanted.kind === 'blank' || wanted.kind === 'fillable') {
    query.set('format', wanted.kind === 'blank' ? wanted.format : 'pdf');
    if (wanted.kind === 'fillable') query.set('fillable', 'true');
    return fetchFile(`${form}/blank?${query}`, { headers: watched });
  }
  query.set('format', wanted.kind === 'draft' ? wanted.format : 'pdf');
  // A draft has no number yet unless somebody typed one.
  if (blockingErrors(store).length > 0 || typedNumber(store) === null) query.set('incomplete', 'true');
  return fetchFile(`${form}/render?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...watched },
    body: JSON.stringify(outgoingPayload(store)),
  });
}
