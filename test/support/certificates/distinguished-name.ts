import { identifier, sequence, setOf, text } from './der.ts';

const attributes = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  organisationalUnit: '2.5.4.11',
  givenName: '2.5.4.42',
} as const;

export type NamePart = readonly [keyof typeof attributes, string];

/** A Name of RFC 5280 in DER, one attribute in each part. */
export function distinguishedName(parts: readonly NamePart[]): Uint8Array {
  return sequence(
    ...parts.map(([attribute, value]) => setOf(sequence(identifier(attributes[attribute]), text(value)))),
  );
}

export function authorityName(name: string): NamePart[] {
  return [
    ['commonName', name],
    ['country', 'KZ'],
  ];
}

/** As the National Certification Authority writes it: CN is surname and name, GIVENNAME the patronymic. */
export function personName(person: {
  readonly name: string;
  readonly iin: string;
  readonly bin?: string;
  readonly organisation?: string;
}): NamePart[] {
  const [surname = '', given = '', patronymic = ''] = person.name.split(' ');
  const parts: NamePart[] = [
    ['commonName', `${surname} ${given}`],
    ['surname', surname],
    ['serialNumber', `IIN${person.iin}`],
    ['country', 'KZ'],
  ];
  if (person.organisation !== undefined) parts.push(['organisation', person.organisation]);
  if (person.bin !== undefined) parts.push(['organisationalUnit', `BIN${person.bin}`]);
  parts.push(['givenName', patronymic]);
  return parts;
}

export function organisationName(seal: {
  readonly name: string;
  readonly bin: string;
  readonly organisation: string;
}): NamePart[] {
  return [
    ['commonName', seal.name],
    ['country', 'KZ'],
    ['organisation', seal.organisation],
    ['organisationalUnit', `BIN${seal.bin}`],
  ];
}
