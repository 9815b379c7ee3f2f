import { render } from 'preact';
import type { DocumentsData } from './documents/data.ts';
import { RecordPage } from './documents/record-page.tsx';
import { SearchPage } from './documents/search-page.tsx';
import { enliveHeader } from './header.ts';
import { dataUnder } from './page-data.ts';
import { signedOutEvent } from './server.ts';

const data = dataUnder('documents-data') as DocumentsData;
const main = document.querySelector('main');
if (main !== null) render(data.kind === 'search' ? <SearchPage {...data} /> : <RecordPage {...data} />, main);
enliveHeader();
window.addEventListener(signedOutEvent, () => {
  location.assign(`/sign-in?${new URLSearchParams({ next: location.pathname }).toString()}`);
});
