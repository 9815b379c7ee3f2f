import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { encodeBase64url } from '../base64url.ts';
import { KeyError } from './key-error.ts';

const othersBits = 0o077;

/**
 * The PEM text of a private key file.
 *
 * @throws KeyError `key-file-missing`, or `key-file-unsafe` when its mode lets anyone but its owner in
 */
export function readPrivateKeyFile(file: string): string {
  const handle = openKeyFile(file);
  try {
    const mode = fstatSync(handle).mode & 0o777;
    if ((mode & othersBits) !== 0) {
      throw new KeyError(
        'key-file-unsafe',
        `${file} has mode ${mode.toString(8)}: a private key needs 600 (chmod 600).`,
      );
    }
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/**
 * The Ed25519 private key of a PKCS#8 PEM text.
 *
 * @throws KeyError `not-ed25519` when the text is anything else
 */
export function privateKeyOf(pem: string): KeyObject {
  const expected = 'An Ed25519 private key is needed, as PKCS#8 PEM without a password.';
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: 'pem' });
  } catch (cause) {
    throw new KeyError('not-ed25519', expected, cause);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new KeyError('not-ed25519', expected);
  return key;
}

/** The public part of an Ed25519 private key: 32 bytes in base64url. */
export function publicPart(privateKey: KeyObject): string {
  // The public key of RFC 8410 ends with its 32 bytes.
  return encodeBase64url(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32));
}

function openKeyFile(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
    throw new KeyError('key-file-missing', `${file} is missing: restore it, or rotate the keys of its issuer.`, cause);
  }
}
