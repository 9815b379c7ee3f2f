import { SaxesParser } from 'saxes';

/** One key of a bucket and when it was last written. */
export interface ListedKey {
  readonly key: string;
  readonly modified: Date;
}

/** A page of ListObjectsV2. */
export interface ListedPage {
  readonly keys: readonly ListedKey[];
  /** What the next page is asked with; null on the last one. */
  readonly next: string | null;
}

/** @throws Error when the answer is no listing */
export function readListing(xml: string): ListedPage {
  const keys: ListedKey[] = [];
  let next: string | null = null;
  let isListing = false;
  let key = '';
  for (const { path, text } of leavesOf(xml)) {
    isListing ||= path[0] === 'ListBucketResult';
    switch (path.slice(1).join(' ')) {
      case 'Contents Key':
        key = text;
        break;
      case 'Contents LastModified':
        keys.push({ key, modified: new Date(text) });
        break;
      case 'NextContinuationToken':
        next = text;
    }
  }
  if (!isListing || keys.some(({ modified }) => Number.isNaN(modified.getTime()))) {
    throw new Error('the answer is no listing of a bucket');
  }
  return { keys, next };
}

/** The code of a refusal (`NoSuchKey`, `SlowDown`); null when the body is none that tells one. */
export function readRefusal(xml: string): string | null {
  try {
    return leavesOf(xml).find(({ path }) => path.join(' ') === 'Error Code')?.text ?? null;
  } catch {
    // A proxy in between answers with pages of its own.
    return null;
  }
}

interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}

/** Elements with their texts, in the order in which they end. */
function leavesOf(xml: string): Leaf[] {
  const leaves: Leaf[] = [];
  const path: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', () => {
    leaves.push({ path: [...path], text });
    path.pop();
    text = '';
  });
  parser.write(xml).close();
  return leaves;
}
