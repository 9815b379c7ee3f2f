/** The bytes are not ASN.1 in the Basic Encoding Rules, or not of the shape that was asked for. */
export class MalformedBerError extends Error {
  override readonly name = 'MalformedBerError';
}

/** First bytes of elements (X.690): class, constructed or not, number. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  constructedOctetString: 0x24,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const indefinite = 0x80;
const constructed = 0x20;
/** Signatures and certificates nest about 15 deep. */
const deepest = 32;

/**
 * One element of BER, read only as far as it is asked for: a revocation list has hundreds of thousands of members.
 * Indefinite lengths are read because the signing software of the National Certification Authority writes them.
 */
export class BerElement {
  /** With its tag and length. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly tag: number;
  readonly #depth: number;

  private constructor(bytes: Uint8Array, content: Uint8Array, depth: number) {
    this.bytes = bytes;
    this.content = content;
    this.tag = bytes[0] ?? 0;
    this.#depth = depth;
  }

  /**
   * The element that the bytes begin with.
   *
   * @throws MalformedBerError when it is cut off, nests deeper than any signature, or has a tag of several bytes
   */
  static read(bytes: Uint8Array): BerElement {
    return BerElement.#at(bytes, 0, 0);
  }

  static #at(bytes: Uint8Array, start: number, depth: number): BerElement {
    const { contentStart, contentEnd, end } = extentAt(bytes, start, depth);
    return new BerElement(bytes.subarray(start, end), bytes.subarray(contentStart, contentEnd), depth);
  }

  /** Its length is not written before it but its end is marked. */
  get isIndefinite(): boolean {
    return this.bytes[1] === indefinite;
  }

  get isConstructed(): boolean {
    return (this.tag & constructed) !== 0;
  }

  /** The elements inside, one after another. */
  *members(): Generator<BerElement, undefined> {
    if (!this.isConstructed) throw new MalformedBerError('a primitive element has no members');
    for (let start = 0; start < this.content.length;) {
      const member = BerElement.#at(this.content, start, this.#depth + 1);
      yield member;
      start += member.bytes.length;
    }
  }

  /** @throws MalformedBerError when the tag is another */
  expect(tag: number): this {
    if (this.tag !== tag) throw new MalformedBerError(`tag ${this.tag} instead of ${tag}`);
    return this;
  }
}

/** Reads the members of an element in their order. */
export class BerMembers {
  readonly #members: Iterator<BerElement, undefined>;
  #next: BerElement | undefined;

  constructor(element: BerElement, tag: number = tags.sequence) {
    this.#members = element.expect(tag).members();
    this.#next = this.#members.next().value;
  }

  /** @throws MalformedBerError when there is none or its tag is another */
  take(tag?: number): BerElement {
    const taken = this.#next;
    if (taken === undefined) throw new MalformedBerError('a member is missing');
    if (tag !== undefined) taken.expect(tag);
    this.#next = this.#members.next().value;
    return taken;
  }

  /** The next member if it has one of these tags. */
  takeIf(...wanted: readonly number[]): BerElement | null {
    return this.#next !== undefined && wanted.includes(this.#next.tag) ? this.take() : null;
  }

  /** @throws MalformedBerError when members are left */
  end(): void {
    if (this.#next !== undefined) throw new MalformedBerError('there are more members than there may be');
  }
}

interface Extent {
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

function extentAt(bytes: Uint8Array, start: number, depth: number): Extent {
  if (depth > deepest) throw new MalformedBerError('the elements nest too deep');
  const tag = byteAt(bytes, start);
  if ((tag & 0x1f) === 0x1f) throw new MalformedBerError('a tag has several bytes');
  const first = byteAt(bytes, start + 1);
  if (first === indefinite) return indefiniteExtent(bytes, start, depth);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) throw new MalformedBerError('a length is beyond 4 bytes');
  const contentStart = start + 2 + lengthBytes;
  let length = lengthBytes === 0 ? first : 0;
  for (let place = start + 2; place < contentStart; place += 1) length = length * 256 + byteAt(bytes, place);
  const end = contentStart + length;
  if (end > bytes.length) throw new MalformedBerError('an element is cut off');
  return { contentStart, contentEnd: end, end };
}

function indefiniteExtent(bytes: Uint8Array, start: number, depth: number): Extent {
  if ((byteAt(bytes, start) & constructed) === 0) throw new MalformedBerError('a primitive element without a length');
  let place = start + 2;
  while (byteAt(bytes, place) !== 0 || byteAt(bytes, place + 1) !== 0) place = extentAt(bytes, place, depth + 1).end;
  return { contentStart: start + 2, contentEnd: place, end: place + 2 };
}

function byteAt(bytes: Uint8Array, place: number): number {
  const byte = bytes[place];
  if (byte === undefined) throw new MalformedBerError('an element is cut off');
  return byte;
}
