import { expect, onTestFinished, test, vi } from 'vitest';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { nysanHere } from '../cli/nysan.ts';
import { opened, temporaryFolder } from '../registry/folders.ts';
import { actor, almaty, astana } from '../registry/samples.ts';

test('the operator purges drafts of a day that has ended in Almaty, of one issuer', async () => {
  const dataFolder = await temporaryFolder();
  vi.stubEnv('NYSAN_DATA_DIR', dataFolder);
  vi.stubEnv('NYSAN_ISSUER_ID', astana.id);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const content = { form: 'end-user-refusal', title: '', language: 'kk', payload: {}, unreadable: {} };
  const owners = [astana, almaty].map(({ id }) => ({ issuer: id, actor: 'person-00000001' }));
  // 19:30 in UTC is half past midnight of the next day in Almaty.
  for (const [id, instant] of [
    ['before', '2026-11-19T18:30:00Z'],
    ['after', '2026-11-19T19:30:00Z'],
  ] as const) {
    const registry = await openRegistry({ dataFolder, now: () => new Date(instant) });
    if (id === 'before') for (const issuer of [astana, almaty]) await registry.addIssuer(issuer, actor);
    for (const owner of owners) await registry.saveDraft({ id, owner, content, seen: null });
    await registry.close();
  }
  const words = ['drafts', 'purge', '--saved-before', '2026-11-20'];
  expect(await nysanHere(words)).toMatchObject({ code: 0, output: '{"purged":1}\n' });
  expect(await nysanHere([...words, '--issuer', almaty.id])).toMatchObject({ output: '{"purged":1}\n' });
  expect(await nysanHere(words)).toMatchObject({ output: '{"purged":0}\n' });
  const registry = await opened(dataFolder);
  for (const owner of owners) expect(await registry.savedDrafts(owner)).toMatchObject([{ id: 'after' }]);
});

test.each([
  [['drafts', 'purge']],
  [['drafts', 'purge', '--saved-before', 'tomorrow']],
  [['drafts', 'purge', 'all', '--saved-before', '2026-11-20']],
  [['drafts', 'list']],
])('%j is no command', async (words) => {
  expect((await nysanHere(words)).code).toBe(2);
});
