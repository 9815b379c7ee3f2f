import { Icon } from '../shell/icon.tsx';
import { interfaceLanguage, useWords } from '../words.ts';
import type { Batch } from './data.ts';

/** The documents in one archive, and the rows with errors as a workbook to be corrected. */
export function Downloads({ batch }: { readonly batch: Batch }) {
  const say = useWords();
  const { id, done, failed, dryRun, finishedAt } = batch;
  if (finishedAt === null) return null;
  return (
    <>
      {done > 0 && !dryRun && (
        <a class="button primary" href={`/v1/batches/${id}/archive`} download>
          <Icon name="down" />
          {say('batches.archive')}
        </a>
      )}
      {failed > 0 && (
        <a class="button" href={`/v1/batches/${id}/errors.xlsx?language=${interfaceLanguage.current}`} download>
          <Icon name="down" />
          {say('batches.errors')}
        </a>
      )}
    </>
  );
}
