import { isJsonArray } from '../../../src/forms/json.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import { authorised } from './nysan.ts';

const catalogue = loadCatalogue();

/** The widest register: 22 columns, and a record has a row for each of its goods. */
export const widestRegister = 'domestic-producers-registry';
export const registers = catalogue
  .all()
  .filter(({ about }) => about.rows !== undefined)
  .map(({ id }) => id);

export type Register =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  /** The service takes fewer rows. */
  | { readonly kind: 'refused'; readonly code: string };

/** So many records, those of the example in turn, as NDJSON. */
export function registerRows(form: string, count: number): string {
  const { about, example } = catalogue.get(form);
  const records = example[about.rows?.field ?? ''];
  if (!isJsonArray(records)) throw new Error(`the example of ${form} has no records`);
  return Array.from({ length: count }, (_, index) => JSON.stringify(records[index % records.length])).join('\n');
}

/** @throws Error when the service fails for another reason than the number of rows */
export async function renderRegister(
  url: string,
  form: string,
  format: 'pdf' | 'xlsx',
  rows: string,
): Promise<Register> {
  const answer = await fetch(`${url}/v1/forms/${form}/render?language=ru&format=${format}`, {
    method: 'POST',
    headers: { ...authorised, 'Content-Type': 'application/x-ndjson' },
    body: rows,
  });
  if (answer.ok) return { kind: 'made', bytes: new Uint8Array(await answer.arrayBuffer()) };
  const problem = (await answer.json()) as { readonly code: string };
  if (problem.code !== 'rows-too-many') throw new Error(`${answer.status} ${problem.code}`);
  return { kind: 'refused', code: problem.code };
}

export function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}
