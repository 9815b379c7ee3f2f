import { say } from '../words.ts';
import type { RecordPlace } from './record-place.ts';
import type { TableEditing } from './table-editing.ts';
import { tableKeys } from './table-keys.ts';

const drawings = {
  above: 'M4 15.5h12M10 4v8M6 8h8',
  below: 'M4 4.5h12M10 8v8M6 12h8',
  up: 'M10 15.5v-11M5.5 9l4.5-4.5L14.5 9',
  down: 'M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5',
  remove: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11',
} as const;

/** What can be done with the record that the cursor or the pointer is in, and with the one around it. */
export function RowTools({
  records,
  editing,
  onPoint,
}: {
  readonly records: readonly RecordPlace[];
  readonly editing: TableEditing;
  /** A record whose tools are looked at, or null when they are no more. */
  readonly onPoint: (record: RecordPlace | null) => void;
}) {
  return (
    <>
      {records.map((record, level) => (
        <Tools key={record.source} {...{ record, editing, onPoint }} hasKeys={level === 0} />
      ))}
    </>
  );
}

interface ToolsProps {
  readonly record: RecordPlace;
  readonly editing: TableEditing;
  readonly onPoint: (record: RecordPlace | null) => void;
  /** The keys are for the innermost record. */
  readonly hasKeys: boolean;
}

function Tools({ record, editing, onPoint, hasKeys }: ToolsProps) {
  const { source, index } = record;
  const count = editing.countOf(source);
  const isFull = editing.isFull(source);
  const name = say('tables.row', { table: editing.nameOf(source), row: index + 1, count });
  const button = (name: keyof typeof drawings, disabled: boolean, act: () => Promise<void>) => {
    const label = say(`tables.${name}`);
    return (
      <button
        type="button"
        class="quiet"
        tabIndex={-1}
        aria-label={label}
        aria-disabled={disabled}
        title={hasKeys ? `${label} (${tableKeys[name]})` : label}
        onClick={() => {
          if (!disabled) void act();
        }}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d={drawings[name]} />
        </svg>
      </button>
    );
  };
  return (
    <div
      role="group"
      aria-label={name}
      onPointerEnter={() => {
        onPoint(record);
      }}
      onPointerLeave={() => {
        onPoint(null);
      }}
      onFocusCapture={() => {
        onPoint(record);
      }}
      onBlurCapture={() => {
        onPoint(null);
      }}
    >
      <span class="row-tools-number" title={name}>
        {index + 1}
      </span>
      {button('above', isFull, () => editing.add(source, index))}
      {button('below', isFull, () => editing.add(source, index + 1))}
      {button('up', index === 0, () => editing.move(record, -1))}
      {button('down', index >= count - 1, () => editing.move(record, 1))}
      {button('remove', false, () => editing.remove(record))}
    </div>
  );
}
