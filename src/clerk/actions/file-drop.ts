import type { ActionProps } from './action-bar.tsx';

/** Class of the page while a file is held over it. */
const hovered = 'file-over';

/** Lets a file be dropped anywhere on the page to have its values taken over; the answer ends it. */
export function acceptFiles(props: ActionProps): () => void {
  const { classList } = document.documentElement;
  const ended = new AbortController();
  const { signal } = ended;
  addEventListener(
    'dragover',
    (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      classList.add(hovered);
    },
    { signal },
  );
  addEventListener(
    'dragleave',
    ({ relatedTarget }) => {
      if (relatedTarget === null) classList.remove(hovered);
    },
    { signal },
  );
  addEventListener(
    'drop',
    (event) => {
      classList.remove(hovered);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void import('./take-file.tsx').then(({ takeFile }) => takeFile(file, props));
    },
    { signal },
  );
  return () => {
    ended.abort();
  };
}

function holdsFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
