import { momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import type { IssuedDocument, RecordData } from './data.ts';

/** The files of a document by language; made when first asked for, the same ever after. */
export function Files({ document, files, signatures }: RecordData) {
  const say = useWords();
  if (document.files.length === 0) return null;
  const editions = Map.groupBy(document.files, ({ name }) => name.split('.')[0] ?? '');
  const master = `${document.languages.join('-')}.pdf`;
  const revisions = files.filter(({ name }) => name === master);
  const isSigned = signatures.some(({ verified }) => verified);
  return (
    <section class="card" aria-labelledby="files">
      <h2 id="files">{say('documents.files')}</h2>
      <ul role="list" class="editions">
        {[...editions].map(([edition, ofEdition]) => {
          const words = say(`documents.files.${edition.includes('-') ? 'both' : edition}`);
          return (
            <li key={edition}>
              <span>{words}</span>
              <span class="row tight">
                {ofEdition.map(({ name, href }) => {
                  const format = name.split('.')[1]?.toUpperCase() ?? '';
                  const label = say('documents.files.download', { format, edition: words });
                  return (
                    <a key={name} class="button small" href={href} download aria-label={label}>
                      {format}
                    </a>
                  );
                })}
              </span>
            </li>
          );
        })}
        {isSigned && (
          <li>
            <span>{say('documents.files.sheet')}</span>
            <span class="row tight">
              {(['kk', 'ru'] as const).map((language) => {
                const edition = say(`documents.files.${language}`);
                const href = `/v1/documents/${document.id}/files/${language}.signatures.pdf`;
                return (
                  <a
                    key={language}
                    class="button small"
                    href={href}
                    download
                    aria-label={`${say('documents.files.sheet')}: PDF, ${edition}`}
                  >
                    PDF {language}
                  </a>
                );
              })}
            </span>
          </li>
        )}
      </ul>
      <p class="help">{say('documents.files.master', { name: master })}</p>
      {revisions.length > 1 && <Revisions document={document} master={master} revisions={revisions} />}
    </section>
  );
}

interface RevisionsProperties {
  readonly document: IssuedDocument;
  readonly master: string;
  readonly revisions: RecordData['files'];
}

function Revisions({ document, master, revisions }: RevisionsProperties) {
  const say = useWords();
  return (
    <details>
      <summary>{say('documents.files.revisions')}</summary>
      <ul role="list" class="revisions">
        {revisions.map(({ revision, createdAt }) => (
          <li key={revision}>
            <a href={`/v1/documents/${document.id}/files/${master}?revision=${revision}`} download>
              {say('documents.files.revision', { revision, time: momentFigures(createdAt) })}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
