import { titleInList } from '../../web/title-in-list.ts';
import { momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import type { FoundDocument, SearchData } from './data.ts';
import { inOwn, ownLanguage } from './in-own.ts';
import { StateChip } from './state-chip.tsx';

interface ResultsProperties {
  readonly documents: readonly FoundDocument[];
  readonly forms: SearchData['forms'];
}

/** Found documents, the newest first; the number leads to the record. */
export function Results({ documents, forms }: ResultsProperties) {
  const say = useWords();
  const columns = ['number', 'holder', 'form', 'issued', 'state'] as const;
  const titleOf = (id: string) => {
    const form = forms.find((one) => one.id === id);
    return form === undefined ? id : titleInList(inOwn(form.title));
  };
  return (
    <div class="scroller">
      <table class="records found">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(`documents.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <tr key={document.id}>
              <th scope="row" class="number">
                <a href={`/documents/${document.id}`}>{document.number}</a>
              </th>
              <td data-label={say('documents.column.holder')}>{document.holder.name ?? document.holder.bin ?? '–'}</td>
              <td data-label={say('documents.column.form')} lang={ownLanguage()}>
                {titleOf(document.form)}
              </td>
              <td data-label={say('documents.column.issued')} class="number">
                <time dateTime={document.issuedAt}>{momentFigures(document.issuedAt)}</time>
              </td>
              <td>
                <StateChip document={document} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
