import { expect, test } from 'vitest';
import { CursorError } from '../../src/registry/errors.ts';
import type { Registry } from '../../src/registry/registry.ts';
import type { SearchQuery } from '../../src/registry/search.ts';
import type { DocumentState } from '../../src/registry/status.ts';
import { changeOf } from './changes.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry } from './folders.ts';
import { almaty, issued, newDocument } from './samples.ts';

async function found(registry: Registry, query: Partial<SearchQuery>): Promise<string[]> {
  const { records } = await registry.search({ issuer: 'astana', limit: 100, ...query });
  return records.map(({ number }) => number);
}

/** Five documents of one issuer, named for what they are; one of another. */
async function filledRegistry(): Promise<Registry> {
  const { registry } = await newRegistry();
  const add = (
    given: string,
    changes: Parameters<typeof newDocument>[0],
    form = 'industrial-certificate',
    issuer = 'astana',
  ) =>
    issued(registry, {
      request: { number: { given }, form, issuer },
      completion: { document: newDocument(changes) },
    });
  await add('good', { issuedAt: '2026-11-01T00:00:00Z' });
  await add('expired', { issuedAt: '2026-11-02T00:00:00Z', validUntil: '2026-11-20' });
  const revoked = await add('revoked', { issuedAt: '2026-11-03T00:00:00Z', validUntil: '2026-11-20' });
  const replaced = await add('replaced', { issuedAt: '2026-11-04T00:00:00Z' });
  const letter = { issuedAt: '2026-11-05T00:00:00Z', validUntil: null, holderBin: null, holderName: 'Өмірбек ҚҰБЫРОВ' };
  const successor = await add('letter', letter, 'end-user-refusal');
  await add('elsewhere', {}, 'industrial-certificate', almaty.id);
  await registry.changeStatus(changeOf(revoked, { kind: 'revoke' }));
  await registry.changeStatus(changeOf(replaced, { kind: 'replace', by: successor.id }));
  return registry;
}

onEveryEngine(() => {
  test('the newest come first, those of other issuers never', async () => {
    const registry = await filledRegistry();
    expect(await found(registry, {})).toEqual(['letter', 'replaced', 'revoked', 'expired', 'good']);
    expect(await found(registry, { issuer: 'almaty' })).toEqual(['elsewhere']);
  });

  const queries: readonly (readonly [Partial<SearchQuery>, readonly string[]])[] = [
    [{ number: 'good' }, ['good']],
    [{ number: 'elsewhere' }, []],
    [{ form: 'end-user-refusal' }, ['letter']],
    [{ from: '2026-11-04T00:00:00Z' }, ['letter', 'replaced']],
    [{ to: '2026-11-02T00:00:00Z' }, ['good']],
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z' }, ['expired']],
    [{ holder: '060140001239', number: 'good' }, ['good']],
    [{ holder: '060140001230' }, []],
    [{ holder: 'құбыров' }, ['letter']],
    [{ holder: 'ТОО', form: 'end-user-refusal' }, []],
    [{ holder: '%' }, []],
  ];

  test('a query finds the documents that meet all its conditions', async () => {
    const registry = await filledRegistry();
    for (const [query, numbers] of queries)
      expect(await found(registry, query), JSON.stringify(query)).toEqual(numbers);
  });

  const states: readonly (readonly [DocumentState, string, readonly string[]])[] = [
    ['valid', '2026-11-20T18:59:59Z', ['letter', 'expired', 'good']],
    ['valid', '2026-11-20T19:00:00Z', ['letter', 'good']],
    ['expired', '2026-11-20T18:59:59Z', []],
    ['expired', '2026-11-20T19:00:00Z', ['expired']],
    ['revoked', '2026-11-21T00:00:00Z', ['revoked']],
    ['replaced', '2026-11-21T00:00:00Z', ['replaced']],
  ];

  test('a state is that of an instant: the last day of a term counts to 24:00 of Almaty', async () => {
    const registry = await filledRegistry();
    for (const [is, at, numbers] of states) {
      expect(await found(registry, { state: { is, at: new Date(at) } }), `${is} at ${at}`).toEqual(numbers);
    }
  });

  test('pages follow each other without a document twice or left out, though of the same second', async () => {
    const registry = await filledRegistry();
    for (let at = 0; at < 6; at += 1) await issued(registry);
    const all = await found(registry, {});
    const pages: string[][] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await registry.search({
        issuer: 'astana',
        limit: 3,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      pages.push(page.records.map(({ number }) => number));
      cursor = page.next;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 3, 2]);
    expect(pages.flat()).toEqual(all);
  });

  test('a cursor that no search gave out is refused', async () => {
    const { registry } = await newRegistry();
    await expect(found(registry, { after: 'x' })).rejects.toThrow(CursorError);
    await expect(found(registry, { after: '' })).rejects.toThrow(CursorError);
  });
});
