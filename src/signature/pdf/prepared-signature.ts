import { CmsTooLargeError } from './errors.ts';

/** A revision that waits for its CMS. */
export interface PreparedSignature {
  readonly file: Uint8Array;
  /** Offset and length of what is signed, before and behind the place of the CMS. */
  readonly byteRange: readonly [number, number, number, number];
}

/** What the signer signs: the revision without the place of the CMS. */
export function bytesToSign({ file, byteRange: [first, before, second, behind] }: PreparedSignature): Uint8Array {
  return Buffer.concat([file.subarray(first, first + before), file.subarray(second, second + behind)]);
}

/**
 * The signed file, as long as the prepared one.
 * @param cms detached, DER
 * @throws CmsTooLargeError
 */
export function embedCms({ file, byteRange: [, start, end] }: PreparedSignature, cms: Uint8Array): Uint8Array {
  const reserved = (end - start - 2) / 2;
  if (cms.length > reserved) throw new CmsTooLargeError(cms.length, reserved);
  const signed = Buffer.from(file);
  signed.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return signed;
}
