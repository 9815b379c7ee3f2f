import { GeneralizedTime, Integer, ObjectIdentifier, UTCTime, Utf8String } from 'asn1js';

/** Elements of ASN.1 in DER, put together from finished parts so that tests can also build what no library would. */
export const tags = {
  boolean: 0x01,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  printableString: 0x13,
  sequence: 0x30,
  set: 0x31,
} as const;

export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
  return element(tags.sequence, ...contents);
}

/** DER wants the members of a SET OF in the order of their bytes (X.690 clause 11.6). */
export function setOf(...members: readonly Uint8Array[]): Uint8Array {
  return element(tags.set, ...members.toSorted((one, other) => Buffer.compare(one, other)));
}

export function octets(...contents: readonly Uint8Array[]): Uint8Array {
  return element(tags.octetString, ...contents);
}

export function bits(content: Uint8Array, unused = 0): Uint8Array {
  return element(tags.bitString, Buffer.from([unused]), content);
}

/** `[number]` around its contents. */
export function tagged(number: number, ...contents: readonly Uint8Array[]): Uint8Array {
  return element(0xa0 | number, ...contents);
}

/** `[number]` in place of the tag of a primitive. */
export function implicit(number: number, content: Uint8Array): Uint8Array {
  return element(0x80 | number, content);
}

export function identifier(oid: string): Uint8Array {
  return new Uint8Array(new ObjectIdentifier({ value: oid }).toBER());
}

export function integer(value: number): Uint8Array {
  return new Uint8Array(new Integer({ value }).toBER());
}

/** Non-negative, of whole bytes whose first bit is 0. */
export function integerOfHex(hex: string): Uint8Array {
  return element(0x02, Buffer.from(hex, 'hex'));
}

export function text(value: string): Uint8Array {
  return new Uint8Array(new Utf8String({ value }).toBER());
}

export function yes(): Uint8Array {
  return element(tags.boolean, Buffer.from([0xff]));
}

export function nothing(): Uint8Array {
  return element(tags.null);
}

/** RFC 5280 and RFC 5652: UTCTime to 2049. */
export function time(moment: Date): Uint8Array {
  const valueDate = new Date(Math.floor(moment.getTime() / 1000) * 1000);
  const shape = moment.getUTCFullYear() < 2050 ? new UTCTime({ valueDate }) : new GeneralizedTime({ valueDate });
  return new Uint8Array(shape.toBER());
}

function lengthOf(content: Uint8Array): Uint8Array {
  if (content.length < 0x80) return Buffer.from([content.length]);
  const hex = content.length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
