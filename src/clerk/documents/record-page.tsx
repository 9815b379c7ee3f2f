import { useEffect, useRef, useState } from 'preact/hooks';
import { titleInList } from '../../web/title-in-list.ts';
import { pageData } from '../page-data.ts';
import { momentFigures } from '../moments.ts';
import { useWords } from '../words.ts';
import { Actions } from './actions.tsx';
import type { IssuedDocument, RecordData } from './data.ts';
import { Facts } from './facts.tsx';
import { Files } from './files.tsx';
import { History } from './history.tsx';
import { inOwn, ownLanguage } from './in-own.ts';
import { Signatures } from './signatures.tsx';
import { StateChip } from './state-chip.tsx';
import { Verification } from './verification.tsx';

/** How long a toast stays, in milliseconds. */
const toastTime = 6000;

/** One issued document: what it is, what becomes of it, and what may be done with it. */
export function RecordPage(data: RecordData) {
  const say = useWords();
  const [document, setDocument] = useState(data.document);
  const [told, setTold] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.document.title = say('documents.record', { number: document.number });
  });
  useEffect(() => {
    if (told === '') return;
    const timer = setTimeout(() => {
      setTold('');
    }, toastTime);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);

  const changed = (next: IssuedDocument, words: string) => {
    setDocument(next);
    setTold(words);
    // The button that was pressed may be gone.
    heading.current?.focus();
  };
  const { scopes } = pageData;
  const now = { ...data, document };
  return (
    <>
      <p class="small">
        <a href="/documents">← {say('documents.back')}</a>
      </p>
      <header class="record-head">
        <h1 ref={heading} tabIndex={-1}>
          <span class="number">№ {document.number}</span> <StateChip document={document} />
        </h1>
        <p class="lead" lang={ownLanguage()}>
          {titleInList(inOwn(data.title))}
        </p>
      </header>
      {document.purgedAt !== null && (
        <p class="notice">{say('documents.purged', { time: momentFigures(document.purgedAt) })}</p>
      )}
      <div class="record">
        <div class="record-main">
          <Facts {...now} />
          <Files {...now} />
          <Signatures {...now} />
          <History {...now} />
        </div>
        <div class="record-side">
          <Actions record={now} scopes={scopes} onChanged={changed} />
          <Verification {...document.verification} picture={data.code} />
        </div>
      </div>
      <div class="toasts" role="status">
        {told !== '' && <p class="toast">{told}</p>}
      </div>
    </>
  );
}
