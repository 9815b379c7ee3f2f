import { nysanContenders, onePage } from './nysan.ts';

/** Documents of every kind in turn, as a busy day brings them: drafts and issued ones, in every medium. */
export function mixedWork(url: string): () => Promise<number> {
  const kinds = nysanContenders(url, onePage);
  let next = 0;
  return () => {
    const kind = kinds[next % kinds.length];
    next += 1;
    if (kind === undefined) throw new Error('there is no kind of document');
    return kind.make();
  };
}

/** Makes so many documents, a few at a time, and calls `look` after every `interval` of them. */
export async function makeMany(
  make: () => Promise<unknown>,
  {
    documents,
    interval,
    look,
  }: { readonly documents: number; readonly interval: number; readonly look: (made: number) => void },
): Promise<void> {
  let begun = 0;
  let made = 0;
  const worker = async () => {
    while (begun < documents) {
      begun += 1;
      await make();
      made += 1;
      if (made % interval === 0) look(made);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
