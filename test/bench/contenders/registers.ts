import { isJsonArray, isJsonObject } from '../../../src/forms/json.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import { authorised } from './nysan.ts';

const form = 'domestic-producers-registry';

export type Register =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  /** The service takes fewer rows. */
  | { readonly kind: 'refused'; readonly code: string };

/** A register with so many rows, all of them like the first of the example, told apart by their numbers. */
export function registerRows(count: number): string {
  const { example } = loadCatalogue().get(form);
  const rows = example['producers'];
  const first = isJsonArray(rows) ? rows[0] : undefined;
  if (first === undefined || !isJsonObject(first)) throw new Error('the example of the register has no row');
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ ...first, certificateNumber: `№ ${index + 1}` }),
  ).join('\n');
}

/** @throws Error when the service fails for another reason than the number of rows */
export async function renderRegister(url: string, format: 'pdf' | 'xlsx', rows: string): Promise<Register> {
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
