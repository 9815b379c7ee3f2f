import type { ClientForm } from '../state/client-form.ts';
import { say } from '../words.ts';
import type { BlockPlan } from './block-plan.ts';
import { limitOf } from './limits.ts';

/** What a block does, in the language of the interface: «40 rows, 8 columns. 2 values could not be read.» */
export function planSentence(plan: BlockPlan, source: string, form: ClientForm): string {
  const { from, to, columns, unreadable, leftOut, headed } = plan;
  const told = (key: string, count: number, limit = 0) =>
    count === 0 ? [] : [say(`tables.plan.${key}`, { count, limit })];
  const size = { rows: say('tables.rows', { count: to - from }), columns: say('tables.columns', { count: columns }) };
  return [
    say('tables.plan.size', size),
    ...(headed ? [say('tables.plan.headed')] : []),
    ...told('unreadable', unreadable.size),
    ...told('rowsLeftOut', leftOut.rows, limitOf(form, source)),
    ...told('columnsLeftOut', leftOut.columns),
  ].join(' ');
}
