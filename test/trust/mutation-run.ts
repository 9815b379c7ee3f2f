import { isDeepStrictEqual } from 'node:util';
import { newDocumentId } from '../../src/trust/crockford.ts';
import { checkCode } from '../../src/trust/code/check.ts';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { facts, keys, publishedKeys, signingKeys } from './fixtures.ts';
import { anyCase, diceOf, mutated } from './mutations.ts';
import { OfflineCheck } from './second-implementation.ts';

/** What came of a run: how often each kind of text was tried, and everything that went wrong. */
export interface MutationRun {
  readonly tried: ReadonlyMap<string, number>;
  /** Reasons for which both implementations refused. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

/** Checks that many texts by both implementations: all but the genuine codes must be refused, by both alike. */
export async function runMutations(count: number, seed: number): Promise<MutationRun> {
  const dice = diceOf(seed);
  const codes = genuineCodes(seed);
  const second = new OfflineCheck(publishedKeys);
  const tried = new Map<string, number>();
  const reasons = new Map<string, number>();
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const genuine = index % 50 === 0;
    const { how, text } = genuine
      ? { how: 'genuine, in any case', text: anyCase(codes[dice(codes.length)] ?? '', dice) }
      : mutated(codes, dice);
    const first = checkCode(text, keys);
    const agreed = isDeepStrictEqual(first, await second.code(text));
    const right = (first.state === 'genuine') === genuine;
    if (!agreed || !right) failures.push(`${how} (seed ${seed}, text ${index}): ${JSON.stringify(text)}`);
    tally(tried, how);
    tally(reasons, first.state === 'forged' ? first.reason : first.state);
  }
  return { tried, reasons, failures };
}

/** Codes of each key, for organisations and for individuals. */
function genuineCodes(seed: number): readonly string[] {
  const dice = diceOf(seed + 1);
  const random = (size: number) => Uint8Array.from({ length: size }, () => dice(256));
  const days = { 1: '2026-03-31', 2: '2026-06-20', 3: '2026-11-20' } as const;
  return ([1, 2, 3] as const).flatMap((keyId) =>
    [facts.holderBin, null].map((holderBin) =>
      codeText(
        signCode(
          {
            keyId,
            documentId: newDocumentId(random),
            formNumber: dice(0x10000),
            issueDay: days[keyId],
            holderBin,
            fingerprintHead: random(16),
          },
          signingKeys[keyId],
        ),
      ),
    ),
  );
}

function tally(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
