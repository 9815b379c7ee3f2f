import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../words.ts';
import { acceptedFiles } from './sent-rows.ts';

interface FileFieldProperties {
  readonly file: File | null;
  /** What is wrong with it; empty when nothing is. */
  readonly error: string;
  readonly onFile: (file: File) => void;
}

/** A place to drop the file of rows on, and to choose it with: the input is the whole of it for keyboard and reader. */
export function FileField({ file, error, onFile }: FileFieldProperties) {
  const say = useWords();
  const isOver = useDroppedFile(onFile);
  return (
    <div class="field">
      <label for="file">{say('batches.file')}</label>
      <label class={`drop-zone${isOver ? ' over' : ''}${file === null ? '' : ' filled'}`}>
        <input
          id="file"
          type="file"
          accept={acceptedFiles}
          aria-invalid={error !== ''}
          aria-describedby="file-error file-help"
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            if (chosen !== undefined) onFile(chosen);
            // The same file may be chosen again, after it was corrected.
            currentTarget.value = '';
          }}
        />
        <svg
          width="28"
          height="28"
          viewBox="0 0 20 20"
          fill="none"
          stroke="currentColor"
          stroke-width="1.4"
          stroke-linecap="round"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <path
            d={
              file === null
                ? 'M10 13V4M6.5 7.5L10 4l3.5 3.5M4 16h12'
                : 'M5 2.5h7l3.5 3.5v11.5h-10.5zM12 2.5v3.5h3.5M7.5 12l1.8 1.8 3.2-3.8'
            }
          />
        </svg>
        <span id="file-chosen" class="drop-words" role="status">
          {file === null ? say('batches.file.drop') : <b>{file.name}</b>}
        </span>
        <span class="button small" aria-hidden="true">
          {say(file === null ? 'batches.file.choose' : 'batches.file.other')}
        </span>
      </label>
      <p class="error" id="file-error" role="alert">
        {error}
      </p>
      <p class="help" id="file-help">
        {say('batches.file.help')}
      </p>
    </div>
  );
}

/** Takes a file that is dropped anywhere on the page; whether one is held over it. */
function useDroppedFile(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener(
      'dragover',
      (event) => {
        if (event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (relatedTarget === null) setOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file === undefined) return;
        event.preventDefault();
        onFile(file);
      },
      { signal },
    );
    return () => {
      ended.abort();
    };
  });
  return isOver;
}
