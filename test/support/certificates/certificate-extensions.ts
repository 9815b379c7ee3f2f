import { createHash, type KeyObject } from 'node:crypto';
import { bits, identifier, implicit, integer, octets, sequence, yes } from './der.ts';

/** Bits of the key usage extension, as its first byte. */
export const keyUsage = { signing: 0xc0, authentication: 0xa0, authority: 0x06 } as const;

/** An extension of a certificate or list in DER. */
export function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(identifier(oid), ...(critical ? [yes()] : []), octets(value));
}

export function authorityConstraint(pathLength?: number): Uint8Array {
  return extension('2.5.29.19', sequence(yes(), ...(pathLength === undefined ? [] : [integer(pathLength)])), true);
}

export function authorityKey(key: KeyObject): Uint8Array {
  return extension('2.5.29.35', sequence(implicit(0, keyIdentifier(key))));
}

/** DER leaves zero bits at the end out (X.690 clause 11.2.2). */
export function usageBits(usage: number): Uint8Array {
  const unused = 31 - Math.clz32(usage & -usage);
  return bits(Buffer.from([usage]), unused);
}

export function keyIdentifier(key: KeyObject): Uint8Array {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}
