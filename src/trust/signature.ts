import { sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What a signature is over: begins every signed message, so that no signature passes for one over something else. */
export type SignedKind = 'NYSAN-CODE-1' | 'NYSAN-STATUS-1';

export const signatureLength = 64;

/** The Ed25519 signature (64 bytes) over the kind, a zero byte and the bytes. */
export function signatureOver(kind: SignedKind, bytes: Uint8Array, privateKey: KeyObject): Uint8Array {
  return Uint8Array.from(sign(null, message(kind, bytes), privateKey));
}

/** Whether this is the Ed25519 signature of the key's owner over the kind and the bytes. */
export function isSignatureOver(
  kind: SignedKind,
  bytes: Uint8Array,
  signature: Uint8Array,
  publicKey: KeyObject,
): boolean {
  return verify(null, message(kind, bytes), publicKey, signature);
}

function message(kind: SignedKind, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${kind}\0`, 'ascii'), bytes]);
}
