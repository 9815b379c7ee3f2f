import { withoutIndexes } from '../../forms/json.ts';
import type { ErrorDocument } from '../../problem-text.ts';
import { ownLanguage } from '../documents/in-own.ts';
import { useWords } from '../words.ts';
import type { BatchData, BatchRow } from './data.ts';
import { figures } from './figures.ts';

/** Errors of one row that are listed at once. */
const listed = 5;

/** A row with what was wrong with it, each field by its label. */
export function FailedRow({ row, labels }: { readonly row: BatchRow; readonly labels: BatchData['labels'] }) {
  const say = useWords();
  const { problem } = row;
  const errors = problem?.errors ?? [];
  const [first, more] = [errors.slice(0, listed), errors.slice(listed)];
  return (
    <tr>
      <RowHead row={row} />
      <td>
        {errors.length === 0 ? problem?.detail : <Errors errors={first} labels={labels[ownLanguage()]} />}
        {more.length > 0 && (
          <details>
            <summary>{say('batches.row.more', { shown: figures(more.length) })}</summary>
            <Errors errors={more} labels={labels[ownLanguage()]} />
          </details>
        )}
      </td>
    </tr>
  );
}

/** A row that became a document, with a link to it. */
export function DoneRow({ row }: { readonly row: BatchRow }) {
  const say = useWords();
  const { position, number, document } = row;
  return (
    <tr>
      <RowHead row={row} />
      <td data-label={say('batches.row.document')} class="number">
        {document !== null && (
          <a href={`/documents/${document}`}>
            {number === null ? say('batches.row.open', { position }) : `№ ${number}`}
          </a>
        )}
      </td>
    </tr>
  );
}

function RowHead({ row: { position } }: { readonly row: BatchRow }) {
  const say = useWords();
  return (
    <th scope="row" class="number">
      <span class="on-phone">{say('batches.row')} </span>
      {figures(position)}
    </th>
  );
}

function Errors({ errors, labels }: { readonly errors: readonly ErrorDocument[]; readonly labels: Labels }) {
  return (
    <ul role="list" class="row-errors">
      {errors.map(({ pointer, code, detail }) => {
        const label = labelAt(pointer, labels);
        return (
          <li key={`${pointer} ${code}`}>
            {label !== '' && (
              <>
                <b lang={ownLanguage()}>{label}</b>:{' '}
              </>
            )}
            {detail}
          </li>
        );
      })}
    </ul>
  );
}

type Labels = Readonly<Record<string, string>>;

/** «Товары, 2: Код ТН ВЭД» of `/goods/1/tnved`; the nearest that has a label, empty for the row as a whole. */
function labelAt(pointer: string, labels: Labels): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const tables = parts.flatMap((part, at) => {
    if (!/^\d+$/.test(part)) return [];
    const table = labels[withoutIndexes(parts.slice(0, at).join('.'))];
    return table === undefined ? [] : [`${table}, ${Number(part) + 1}`];
  });
  return [...tables, ...ownLabel(parts, labels)].join(': ');
}

function ownLabel(parts: readonly string[], labels: Labels): readonly string[] {
  for (let length = parts.length; length > 0 && !/^\d+$/.test(parts[length - 1] ?? ''); length -= 1) {
    const label = labels[withoutIndexes(parts.slice(0, length).join('.'))];
    if (label !== undefined) return [label];
  }
  return [];
}
