import { useEffect, useState } from 'preact/hooks';
import { ask } from '../server.ts';
import { BatchPage } from './batch-page.tsx';
import type { BatchData, BatchesData } from './data.ts';
import { ListPage } from './list-page.tsx';
import { NewPage } from './new-page.tsx';
import type { SentRows } from './sent-rows.ts';

/**
 * The pages of batches. Who has sent rows stays in this document while the address changes: the rows are held here, so
 * that what was checked is what is issued.
 */
export function Pages({ first }: { readonly first: BatchesData }) {
  const [data, setData] = useState(first);
  const [rows, setRows] = useState<SentRows | null>(null);

  useEffect(() => {
    const back = () => {
      location.reload();
    };
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
    };
  }, []);

  const started = async (id: string, sent: SentRows | null) => {
    const address = `/batches/${id}`;
    try {
      const next = await batchData(address);
      history.pushState(null, '', address);
      setRows(sent);
      setData(next);
    } catch {
      // It has begun, whatever came of this: the browser tells what keeps the page away.
      location.assign(address);
    }
  };
  if (data.kind === 'list') return <ListPage {...data} />;
  if (data.kind === 'new') return <NewPage {...data} onStarted={started} />;
  return <BatchPage key={data.batch.id} {...data} isHere={data !== first} rows={rows} onStarted={started} />;
}

/** What the page of a batch would hold. */
async function batchData(address: string): Promise<BatchData> {
  const answer = await ask(address, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return JSON.parse(page.getElementById('batches-data')?.textContent ?? '') as BatchData;
}
