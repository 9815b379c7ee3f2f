import { withoutIndexes } from '../../forms/json.ts';
import type { ClientForm } from '../state/client-form.ts';

/** How many records a table may have: as the schema says, and no more than are printed as pages. */
export function limitOf({ schema, about }: ClientForm, source: string): number {
  const pattern = withoutIndexes(source);
  const most = schema.nodeAt(pattern)?.schema['maxItems'];
  const printed = about.rows?.field === pattern ? about.rows.pageLimit : Infinity;
  return Math.min(typeof most === 'number' ? most : Infinity, printed, anyTable);
}

/** The paper of the editor takes no more. */
const anyTable = 10_000;
