import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import type { GostVerifier } from '../../../src/signature/cms/gost-verifier.ts';
import { loadTrustAnchors } from '../../../src/signature/cms/trust-anchors.ts';
import type { CmsVerdict } from '../../../src/signature/cms/verdict.ts';
import { writeTrustAnchors } from '../../support/certificates/test-certificates.ts';

export const now = new Date('2026-11-20T06:00:00Z');

export const content = Buffer.from('Жазылған мазмұн: ӘҒҚҢӨҰҮҺІ\n');

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nysan-cms-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** A checker that trusts the test root. */
export async function testChecker({
  withRevocationList = false,
  moment = now,
  gostVerifier,
}: {
  readonly withRevocationList?: boolean;
  readonly moment?: Date;
  readonly gostVerifier?: GostVerifier;
} = {}): Promise<CmsChecker> {
  const folder = testFolder();
  writeTrustAnchors(folder, { withRevocationList });
  return new CmsChecker({ anchors: await loadTrustAnchors(folder), now: () => moment, gostVerifier });
}

/** In one word: the algorithm of a verified signature, else the reason. */
export function outcomeOf(verdict: CmsVerdict): string {
  return verdict.kind === 'verified' ? `verified ${verdict.algorithm}` : `${verdict.kind}: ${verdict.reason}`;
}
