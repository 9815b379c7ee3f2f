import { loadCommonDefinitions, loadForm, projectFolders } from '../../src/forms/catalogue.ts';
import { isJsonObject, type JsonObject, withValueAt } from '../../src/forms/json.ts';
import type { NewBatch } from '../../src/registry/batches.ts';

/** What tells a row from the others. */
export const mark = 'equipment.0.quantity';

export const chamber = { id: 'main', bin: '000140000001', code: '110', name: { kk: 'Палата', ru: 'Палата' } };
const { id: form, example } = loadForm(
  'industrial-certificate',
  projectFolders,
  loadCommonDefinitions(projectFolders.schemas),
);

/** Documents of the chamber, to be issued. */
export function orderOf(): NewBatch {
  return {
    issuer: chamber.id,
    actor: { id: 'operator', name: 'tests' },
    form,
    action: 'issue',
    languages: ['kk'],
    format: 'pdf',
    dryRun: false,
  };
}

/** A row that can be told from the others by a figure in it. */
export function rowOf(position: number): JsonObject {
  const { certificateNumber: _given, ...data } = example;
  const row = withValueAt(data, mark, position);
  return isJsonObject(row) ? row : {};
}
