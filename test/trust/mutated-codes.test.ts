import { describe, expect, it } from 'vitest';
import { mutationNames } from './mutations.ts';
import { runMutations } from './mutation-run.ts';

describe('random and mutated codes', () => {
  it('verify in neither implementation, and the genuine ones in both', async () => {
    const run = await runMutations(20_000, 20_261_120);
    expect(run.failures).toEqual([]);
    expect(new Set(run.tried.keys())).toEqual(new Set([...mutationNames, 'genuine, in any case']));
    expect(new Set(run.reasons.keys())).toEqual(new Set(['genuine', 'unreadable', 'unknown-key', 'bad-signature']));
  });
});
