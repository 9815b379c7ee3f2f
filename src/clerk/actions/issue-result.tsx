import { dayFigures } from '../moments.ts';
import { pageData } from '../page-data.ts';
import { useWords } from '../words.ts';
import type { ActionProps } from './action-bar.tsx';
import { CopyAddress } from './copy-address.tsx';
import { DialogHead, Fact } from './dialog-parts.tsx';
import type { Issued, NewDocument } from './issue-order.ts';
import { QrCode } from './qr-code.tsx';
import { Replacement } from './replacement.tsx';

const formats = ['pdf', 'docx', 'xlsx'] as const;

/** The new document: its number, its code, its files, and what may be done next. */
export function IssueResult({
  keeper,
  issued: { document, isEarlier },
  close,
}: ActionProps & { readonly issued: Issued; readonly close: () => void }) {
  const say = useWords();
  const { id, number, verification, validUntil, presentBy, warnings } = document;
  return (
    <>
      <DialogHead title={say('actions.issued.title', { number })} close={close} />
      <div class="dialog-body issued-body">
        {isEarlier && <p class="notice warning">{say('actions.issued.earlier')}</p>}
        <Replacement keeper={keeper} />
        <div class="issued-code">
          <QrCode address={verification.url} title={say('actions.issued.code')} />
          <div class="stack grow">
            <dl class="facts">
              {validUntil !== null && <Fact label={say('actions.issue.validUntil')} text={dayFigures(validUntil)} />}
              {presentBy !== null && <Fact label={say('actions.issue.presentBy')} text={dayFigures(presentBy)} />}
              <Fact label={say('actions.issued.shortCode')} text={verification.shortCode} />
            </dl>
            <CopyAddress address={verification.url} />
          </div>
        </div>
        <Files document={document} />
        {warnings.map((warning) => (
          <p key={warning} class="notice warning small">
            {say(`actions.issued.warning.${warning}`)}
          </p>
        ))}
      </div>
      <footer>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            keeper.beginSimilar();
            close();
          }}
        >
          {say('actions.issued.similar')}
        </button>
        <a class="button quiet" href={`/forms/${document.form}`}>
          {say('actions.issued.another')}
        </a>
        <a class="button" href={`/documents/${id}`}>
          {say('actions.issued.record')}
        </a>
        {pageData.scopes.includes('sign') && (
          <a class="button primary" href={`/sign/${id}`}>
            {say('actions.issued.sign')}
          </a>
        )}
      </footer>
    </>
  );
}

function Files({ document }: { readonly document: NewDocument }) {
  const say = useWords();
  const editions = [...new Set(document.files.map(({ name }) => name.slice(0, name.indexOf('.'))))];
  return (
    <section class="stack issued-files" aria-label={say('actions.issued.files')}>
      {editions.map((edition) => (
        <div key={edition} class="row">
          <span class="soft small edition-name">
            {say(`actions.edition.${edition.includes('-') ? 'both' : edition}`)}
          </span>
          {formats.map((format) => {
            const file = document.files.find(({ name }) => name === `${edition}.${format}`);
            if (file === undefined) return null;
            return (
              <a key={format} class="button small" href={file.href} download>
                {format.toUpperCase()}
              </a>
            );
          })}
        </div>
      ))}
    </section>
  );
}
