import { render } from 'preact';
import { Pages } from './batches/pages.tsx';
import type { BatchesData } from './batches/data.ts';
import { enliveHeader } from './header.ts';
import { dataUnder } from './page-data.ts';
import { signedOutEvent } from './server.ts';

const main = document.querySelector('main');
if (main !== null) render(<Pages first={dataUnder('batches-data') as BatchesData} />, main);
enliveHeader();
window.addEventListener(signedOutEvent, () => {
  const next = location.pathname + location.search;
  location.assign(`/sign-in?${new URLSearchParams({ next }).toString()}`);
});
