import type { ProblemDocument } from '../../problem-text.ts';
import { labelOf } from '../findings/sentence.ts';
import type { EditorServices } from '../services.ts';
import { useWords } from '../words.ts';
import { DialogHead } from './dialog-parts.tsx';

interface RefusedProps {
  readonly problem: ProblemDocument;
  /** Where the payload stands in what was sent. */
  readonly root?: '' | '/data';
  readonly services: EditorServices;
  readonly close: () => void;
}

/** Errors that are listed at most. */
const mostErrors = 50;

/** Why the service refused, with a way to each field it speaks of. */
export function Refusal({ problem, root = '', services, close }: RefusedProps) {
  useWords();
  const { errors = [], detail } = problem;
  if (errors.length === 0) return <p class="notice danger">{detail}</p>;
  return (
    <ul role="list" class="refusals">
      {errors.slice(0, mostErrors).map(({ pointer, code, detail: words }) => {
        const path = pathOf(pointer, root);
        return (
          <li key={`${pointer} ${code}`}>
            {path === '' ? <p>{words}</p> : <FieldLink services={services} path={path} close={close} words={words} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Closes the dialog and brings the field into view. */
export function FieldLink({
  services,
  path,
  words,
  close,
}: Omit<RefusedProps, 'problem' | 'root'> & {
  readonly path: string;
  readonly words: string;
}) {
  return (
    <button
      type="button"
      class="quiet field-link"
      onClick={() => {
        close();
        services.focusField(path);
      }}
    >
      <b>{labelOf(services.store.form, path)}</b>
      <span>{words}</span>
    </button>
  );
}

export function RefusedDialog({ title, ...rest }: RefusedProps & { readonly title: string }) {
  const say = useWords();
  return (
    <>
      <DialogHead title={title} close={rest.close} />
      <div class="dialog-body">
        <Refusal {...rest} />
      </div>
      <footer>
        <button type="button" onClick={rest.close}>
          {say('actions.close')}
        </button>
      </footer>
    </>
  );
}

/** `applicant.bin` from the pointer `/data/applicant/bin`; empty for what is no field. */
function pathOf(pointer: string, root: string): string {
  if (!pointer.startsWith(`${root}/`)) return '';
  return pointer
    .slice(root.length + 1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
