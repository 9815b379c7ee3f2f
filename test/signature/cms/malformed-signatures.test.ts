import { describe, expect, it } from 'vitest';
import { MalformedBerError } from '../../../src/signature/cms/ber.ts';
import { withDefiniteLengths } from '../../../src/signature/cms/definite-lengths.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { testCertificates } from '../../support/certificates/test-certificates.ts';
import { content, outcomeOf, testChecker } from './parts.ts';

const { personEc } = testCertificates();
const signature = signCms(content, personEc);

async function outcome(cms: Uint8Array): Promise<string> {
  return outcomeOf(await (await testChecker()).check({ cms, content }));
}

describe('bytes that are no signature are refused', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(1000)],
    ['text', Buffer.from('-----BEGIN CMS-----')],
    ['something after it', Buffer.concat([signature, Buffer.from([1])])],
    ['a length of 4 GB', Buffer.from('3084ffffffff06092a864886f70d010702', 'hex')],
    ['a length of 8 bytes', Buffer.from('3088ffffffffffffffff06092a', 'hex')],
    ['a length of 126 bytes', Buffer.from('30fe', 'hex')],
    ['an end that never comes', Buffer.from('30800609', 'hex')],
    ['a thousand levels without lengths', Buffer.from('3080'.repeat(1000), 'hex')],
    ['half a million levels', Buffer.from('3080'.repeat(500_000), 'hex')],
    ['more bytes than any signature has', Buffer.concat([signature, Buffer.alloc(1_048_577)])],
    ['a tag of several bytes', Buffer.from('3f8001', 'hex')],
  ])('%s', async (_kind, cms) => {
    expect(await outcome(cms)).toBe('refused: malformed');
  });

  it('cut off at any byte', async () => {
    const checker = await testChecker();
    for (let length = 0; length < signature.length; length += 1) {
      const verdict = await checker.check({ cms: signature.subarray(0, length), content });
      expect(outcomeOf(verdict)).toBe('refused: malformed');
    }
  });

  it('and with any byte changed it never shows another signer', async () => {
    const checker = await testChecker();
    const whole = await checker.check({ cms: signature, content });
    const outcomes = new Set<string>();
    for (let place = 0; place < signature.length; place += 1) {
      const changed = Uint8Array.from(signature);
      changed[place] = (changed[place] ?? 0) ^ 0x55;
      const verdict = await checker.check({ cms: changed, content });
      if (verdict.kind === 'verified') expect(verdict).toEqual(whole);
      outcomes.add(outcomeOf(verdict));
    }
    expect(outcomes).toContain('refused: signature-wrong');
    expect(outcomes).toContain('refused: chain-unknown');
  });
});

describe('lengths that are marked at their end', () => {
  // As the signing software of the National Certification Authority writes its outermost elements.
  const indefinite = withIndefiniteLengths(signature, 4);

  it('are read', async () => {
    expect([...indefinite.subarray(0, 2)]).toEqual([0x30, 0x80]);
    expect(await outcome(indefinite)).toBe('verified ECDSA SHA-256');
    expect(await outcome(Buffer.concat([indefinite, Buffer.alloc(500)]))).toBe('verified ECDSA SHA-256');
  });

  it('are written out for a PDF', () => {
    expect(Buffer.from(withDefiniteLengths(Buffer.concat([indefinite, Buffer.alloc(500)])))).toEqual(signature);
    expect(withDefiniteLengths(signature)).toEqual(signature);
    expect(() => withDefiniteLengths(signature.subarray(0, -1))).toThrow(MalformedBerError);
  });
});

/** Marks the ends of the elements of the first levels instead of stating their lengths, down the first members. */
function withIndefiniteLengths(der: Uint8Array, levels: number): Uint8Array {
  const bytes = Buffer.from(der);
  const lengthBytes = (bytes[1] ?? 0) < 0x80 ? 0 : (bytes[1] ?? 0) & 0x7f;
  const inside = bytes.subarray(2 + lengthBytes);
  const skipped = levels === 4 ? 11 : 0;
  const rest = inside.subarray(skipped);
  const last = levels === 4 ? withIndefiniteLengths(rest, 3) : levels === 3 ? withIndefiniteLengths(rest, 2) : rest;
  return Buffer.concat([bytes.subarray(0, 1), Buffer.from([0x80]), inside.subarray(0, skipped), last, Buffer.alloc(2)]);
}
