import type { ComponentChildren } from 'preact';
import { titleInList } from '../../web/title-in-list.ts';
import { dayFigures, momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import type { RecordData } from './data.ts';
import { inOwn, ownLanguage } from './in-own.ts';

/** What the record tells of a document. */
export function Facts({ document, forms, holder, issuedBy, replacedBy }: RecordData) {
  const say = useWords();
  const time = momentFigures(document.issuedAt);
  const { validUntil, presentBy } = document;
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{say('documents.record.facts')}</h2>
      <dl class="facts">
        {forms.length > 1 && (
          <Fact name="forms">
            {forms.map(({ id, title }) => (
              <p key={id} lang={ownLanguage()}>
                {titleInList(inOwn(title))}
              </p>
            ))}
          </Fact>
        )}
        <Fact name="holder">{holder.name ?? <span class="soft">{say('documents.record.none')}</span>}</Fact>
        {holder.bin !== null && (
          <Fact name="bin">
            <span class="number">{holder.bin}</span>
          </Fact>
        )}
        <Fact name="issued">
          {issuedBy === null ? time : say('documents.record.issuedBy', { time, name: issuedBy })}
        </Fact>
        <Fact name="languages">
          {document.languages.map((language) => say(`documents.record.language.${language}`)).join(', ')}
        </Fact>
        {validUntil !== null && <Fact name="validUntil">{dayFigures(validUntil)}</Fact>}
        {presentBy !== null && <Fact name="presentBy">{dayFigures(presentBy)}</Fact>}
        {replacedBy !== null && (
          <Fact name="replacedBy">
            <a href={`/documents/${replacedBy.id}`}>№ {replacedBy.number}</a>
          </Fact>
        )}
      </dl>
      {document.warnings.map((warning) => (
        <p key={warning} class="notice warning">
          {say(`documents.warning.${warning}`)}
        </p>
      ))}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  const say = useWords();
  return (
    <div>
      <dt>{say(`documents.record.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
