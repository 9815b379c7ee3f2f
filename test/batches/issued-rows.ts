import { expect } from 'vitest';
import { valueAt } from '../../src/forms/json.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { chamber, mark } from './marked-rows.ts';

/** Every row has one document of its own, and their numbers are those that there are. */
export async function expectOneDocumentARow(registry: Registry, id: string, rowCount: number): Promise<void> {
  const items = await registry.batches.items(id, { after: 0, limit: rowCount + 1 });
  expect(items.map(({ position, state }) => [position, state])).toEqual(
    Array.from({ length: rowCount }, (_, at) => [at + 1, 'done']),
  );
  expect(await registry.batches.find(id)).toMatchObject({ total: rowCount, done: rowCount, failed: 0 });
  const { records, next } = await registry.search({ issuer: chamber.id, limit: rowCount + 1 });
  expect(next).toBeNull();
  expect(records.map((record) => record.id).sort()).toEqual(items.map(({ document }) => document).sort());
  const year = records[0]?.issuedAt.slice(3, 4) ?? '';
  const numbers = Array.from({ length: rowCount }, (_, at) => `110${year}${String(at + 1).padStart(5, '0')}`);
  expect(records.map(({ number }) => number).sort()).toEqual(numbers);
  for (const { document, position } of items) {
    const payload = await registry.payload(document ?? '');
    expect(valueAt(payload?.data, mark), `the document of row ${position}`).toBe(position);
  }
  expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
}
