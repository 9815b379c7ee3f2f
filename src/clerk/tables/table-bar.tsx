import { Icon } from '../shell/icon.tsx';
import { say } from '../words.ts';

/** Records added at once by the menu. */
export const many = 10;

export interface TableBarView {
  readonly name: string;
  readonly count: number;
  /** Another bar stands beside this one: they tell whose they are. */
  readonly isNamed: boolean;
  readonly isFull: boolean;
  readonly onAdd: (count: number) => void;
  readonly onPaste: () => void;
  readonly onCopy: () => void;
}

/** What stands beneath a table: it grows by a button. */
export function TableBar({ name, count, isNamed, isFull, onAdd, onPaste, onCopy }: TableBarView) {
  return (
    <div class="table-bar-row" role="group" aria-label={name}>
      <button
        type="button"
        class="small quiet"
        disabled={isFull}
        onClick={() => {
          onAdd(1);
        }}
      >
        <Icon name="plus" />
        {say('tables.add')}
      </button>
      <details class="menu">
        <summary
          class="small quiet icon"
          aria-label={say('tables.more', { table: name })}
          title={say('tables.more', { table: name })}
        >
          <Icon name="more" />
        </summary>
        <div class="menu-list start">
          <button
            type="button"
            disabled={isFull}
            onClick={() => {
              onAdd(many);
            }}
          >
            {say('tables.addMany', { count: many })}
          </button>
          <button type="button" onClick={onPaste}>
            {say('tables.paste')}
          </button>
          <button type="button" onClick={onCopy}>
            {say('tables.copy')}
          </button>
        </div>
      </details>
      <span class="table-bar-count">
        {isNamed ? `${name}: ${say('tables.rows', { count })}` : say('tables.rows', { count })}
      </span>
    </div>
  );
}
