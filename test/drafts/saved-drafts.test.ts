import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { type DraftContent, draftLimit, type DraftOwner, type DraftSummary } from '../../src/registry/saved-drafts.ts';
import { restore } from '../../src/registry/sqlite/restore.ts';
import { newRegistry, opened, temporaryFolder } from '../registry/folders.ts';
import { actor, astana } from '../registry/samples.ts';

const aigul: DraftOwner = { issuer: 'astana', actor: 'person-00000001' };
const others: readonly DraftOwner[] = [
  { issuer: 'astana', actor: 'person-00000002' },
  { issuer: 'almaty', actor: 'person-00000001' },
];
const content: DraftContent = {
  form: 'end-user-refusal',
  title: '«Ертіс» ЖШС',
  language: 'kk',
  payload: { applicant: { name: { kk: '«Ертіс» ЖШС' } } },
  unreadable: { date: '31 маусым' },
};

/** Saves what must be saved. */
async function saved(
  registry: Registry,
  id: string,
  changes: Partial<DraftContent> = {},
  seen: DraftSummary | null = null,
  owner = aigul,
): Promise<DraftSummary> {
  const outcome = await registry.saveDraft({ id, owner, content: { ...content, ...changes }, seen });
  if (outcome.kind !== 'saved') throw new Error(outcome.kind);
  return outcome.draft;
}

test('a draft is what was saved, for its owner alone', async () => {
  const { registry } = await newRegistry();
  const draft = await saved(registry, 'one');
  expect(draft).toMatchObject({ id: 'one', version: 1, form: content.form, title: content.title });
  expect(await registry.savedDraft('one', aigul)).toEqual({ ...draft, ...content });
  expect(await registry.savedDrafts(aigul)).toEqual([draft]);
  for (const owner of others) {
    expect(await registry.savedDraft('one', owner)).toBeNull();
    expect(await registry.savedDrafts(owner)).toEqual([]);
    expect(await registry.deleteDraft('one', owner, null)).toBe('unknown');
    const own = await saved(registry, 'one', { title: 'own' }, null, owner);
    expect(await registry.savedDrafts(owner)).toEqual([own]);
  }
  expect(await registry.savedDraft('one', aigul)).toMatchObject({ title: content.title });
});

test('the last saved comes first', async () => {
  const { registry } = await newRegistry();
  const one = await saved(registry, 'one');
  await saved(registry, 'two');
  await saved(registry, 'one', { title: 'again' }, one);
  expect((await registry.savedDrafts(aigul)).map(({ id, version }) => [id, version])).toEqual([
    ['one', 2],
    ['two', 1],
  ]);
});

test('who has not seen what another window saved does not overwrite it', async () => {
  const { registry } = await newRegistry();
  const first = await saved(registry, 'one');
  const second = await saved(registry, 'one', { title: 'second' }, first);
  const third: DraftContent = { ...content, title: 'third' };
  const attempts = [null, first, { ...second, version: 3 }, { ...second, digest: first.digest }];
  for (const seen of attempts) {
    expect(await registry.saveDraft({ id: 'one', owner: aigul, content: third, seen })).toEqual({ kind: 'changed' });
  }
  expect(await registry.deleteDraft('one', aigul, first)).toBe('changed');
  expect(await registry.savedDraft('one', aigul)).toMatchObject({ title: 'second', version: 2 });
  expect(await registry.deleteDraft('one', aigul, second)).toBe('deleted');
  const afterwards = await registry.saveDraft({ id: 'one', owner: aigul, content: third, seen: second });
  expect(afterwards).toEqual({ kind: 'changed' });
});

test('saving the same once more is no conflict and no new version', async () => {
  const { registry } = await newRegistry();
  const first = await saved(registry, 'one');
  expect(await saved(registry, 'one')).toEqual(first);
  const second = await saved(registry, 'one', { title: 'second' }, first);
  expect(await saved(registry, 'one', { title: 'second' }, first)).toEqual(second);
});

test('one owner has so many drafts and no more', async () => {
  const { registry } = await newRegistry();
  for (let index = 0; index < draftLimit; index += 1) await saved(registry, `draft-${index}`);
  const one = { id: 'one-more', owner: aigul, content, seen: null };
  expect(await registry.saveDraft(one)).toEqual({ kind: 'full' });
  const [other] = others;
  if (other !== undefined) await saved(registry, 'one-more', {}, null, other);
  const [last] = await registry.savedDrafts(aigul);
  if (last !== undefined) await saved(registry, last.id, { title: 'changed' }, last);
  await registry.deleteDraft('draft-7', aigul, null);
  expect(await registry.saveDraft(one)).toMatchObject({ kind: 'saved', isNew: true });
}, 120_000);

test('old drafts of one issuer are purged, which the trail tells without telling whose', async () => {
  const dataFolder = await temporaryFolder();
  let now = new Date('2026-11-20T06:00:00Z');
  const registry = await opened(dataFolder, () => now);
  await registry.addIssuer(astana, actor);
  await registry.addIssuer({ ...astana, id: 'almaty' }, actor);
  await saved(registry, 'old');
  for (const owner of others) await saved(registry, 'old', {}, null, owner);
  now = new Date('2027-01-20T06:00:00Z');
  await saved(registry, 'new');
  expect(await registry.purgeDrafts('astana', '2027-01-01T00:00:00Z', actor)).toBe(2);
  expect((await registry.savedDrafts(aigul)).map(({ id }) => id)).toEqual(['new']);
  const left = await Promise.all(others.map((owner) => registry.savedDrafts(owner)));
  expect(left.map(({ length }) => length)).toEqual([0, 1]);
  const event = (await registry.audit(0, 100)).at(-1)?.event ?? '';
  expect(JSON.parse(event)).toMatchObject({
    action: 'drafts-purged',
    issuer: 'astana',
    details: { savedBefore: '2027-01-01T00:00:00Z', count: 2 },
  });
  expect(event).not.toContain('person-');
});

test('a backup brings drafts back', async () => {
  const { registry } = await newRegistry();
  await saved(registry, 'one');
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const into = join(await temporaryFolder(), 'restored');
  await restore(folder, into);
  expect(await (await opened(into)).savedDraft('one', aigul)).toEqual(await registry.savedDraft('one', aigul));
});
