import { BerElement, BerMembers, tags } from './ber.ts';
import { objectIdentifierOf } from './ber-values.ts';

const attributes = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
  organisationalUnit: '2.5.4.11',
  givenName: '2.5.4.42',
} as const;

export type NameAttribute = keyof typeof attributes;

/** Names of RFC 5280 by their object identifiers, values in the order in which they stand. */
export type DistinguishedName = ReadonlyMap<string, readonly string[]>;

export function readDistinguishedName(bytes: Uint8Array): DistinguishedName {
  const values = new Map<string, string[]>();
  for (const relative of BerElement.read(bytes).expect(tags.sequence).members()) {
    for (const part of relative.expect(tags.set).members()) {
      const members = new BerMembers(part);
      const attribute = objectIdentifierOf(members.take());
      values.set(attribute, [...(values.get(attribute) ?? []), textOf(members.take())]);
    }
  }
  return values;
}

export function valuesOf(name: DistinguishedName, attribute: NameAttribute): readonly string[] {
  return name.get(attributes[attribute]) ?? [];
}

const decoders: Readonly<Record<number, (bytes: Buffer) => string>> = {
  0x0c: (bytes) => bytes.toString('utf8'),
  0x13: (bytes) => bytes.toString('latin1'),
  0x14: (bytes) => bytes.toString('latin1'),
  0x16: (bytes) => bytes.toString('latin1'),
  // BMPString, which older certificates have: UTF-16, the high byte first.
  0x1e: (bytes) => (bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : ''),
};

/** Empty for the kinds of strings that no attribute of a signer has. */
function textOf(element: BerElement): string {
  return decoders[element.tag]?.(Buffer.from(element.content)).trim() ?? '';
}
