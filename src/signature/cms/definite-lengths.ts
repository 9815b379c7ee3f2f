import { BerElement } from './ber.ts';

/**
 * The same signature with every length written out, as a PDF wants it (ISO 32000-2, 12.8.3.3: DER). What was signed
 * and the certificates are in DER anyway and stay byte for byte. Zeros after the signature are dropped.
 *
 * @throws MalformedBerError
 */
export function withDefiniteLengths(cms: Uint8Array): Uint8Array {
  return definite(BerElement.read(cms));
}

function definite(element: BerElement): Uint8Array {
  if (!element.isConstructed) return element.bytes;
  const before = [...element.members()];
  const members = before.map(definite);
  const isUnchanged = !element.isIndefinite && before.every(({ bytes }, place) => bytes === members[place]);
  if (isUnchanged) return element.bytes;
  const content = Buffer.concat(members);
  return Buffer.concat([Uint8Array.of(element.tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Uint8Array.of(0x80 | significant.length), significant]);
}
