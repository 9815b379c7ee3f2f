/**
 * The offline check once more, written from src/trust/FORMAT.md alone: WebCrypto, arithmetic on big integers, no
 * import of the product. Both must say the same of every text.
 */

export interface Facts {
  keyId: number;
  documentId: string;
  formNumber: number;
  issueDay: string;
  holderBin: string | null;
  fingerprintHead: Uint8Array;
}

export type Verdict = { state: 'genuine'; facts: Facts; issuer: string } | { state: 'forged'; reason: string };

export interface Key {
  kid: number;
  issuer: string;
  x: string;
  validFrom: string;
  validTo: string | null;
  compromisedFrom: string | null;
}

export interface StatusList {
  issuer: string;
  issuedAt: string;
  kid: number;
  signature: string;
}

const rfc4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

export class OfflineCheck {
  readonly #keys: readonly Key[];
  readonly #imported = new Map<number, CryptoKey>();

  constructor(published: { keys: readonly Key[] }) {
    this.#keys = published.keys;
  }

  async code(text: string): Promise<Verdict> {
    const bytes = codeBytes(text);
    const facts = bytes === null ? null : readFacts(bytes);
    if (bytes === null || facts === null) return forged('unreadable');
    const key = this.#keys.find((candidate) => candidate.kid === facts.keyId);
    const reason = await this.#fault(key, 'NYSAN-CODE-1', bytes.slice(0, 38), bytes.slice(38), facts.issueDay);
    return key === undefined || reason !== null
      ? forged(reason ?? 'unknown-key')
      : { state: 'genuine', facts, issuer: key.issuer };
  }

  /** `genuine` or why the list is forged. */
  async statusList(list: StatusList): Promise<string> {
    const { signature, ...body } = list;
    const key = this.#keys.find((candidate) => candidate.kid === list.kid && candidate.issuer === list.issuer);
    const bytes = new TextEncoder().encode(canonical(body));
    return (
      (await this.#fault(key, 'NYSAN-STATUS-1', bytes, fromBase64url(signature), dayOf(list.issuedAt))) ?? 'genuine'
    );
  }

  async #fault(
    key: Key | undefined,
    kind: string,
    bytes: Uint8Array,
    signature: Uint8Array<ArrayBuffer>,
    day: string,
  ): Promise<string | null> {
    if (key === undefined) return 'unknown-key';
    const message = Uint8Array.from([...new TextEncoder().encode(kind), 0, ...bytes]);
    const genuine = await crypto.subtle.verify('Ed25519', await this.#publicKey(key), signature, message);
    if (!genuine) return 'bad-signature';
    if (key.compromisedFrom !== null && day >= dayOf(key.compromisedFrom)) return 'key-compromised';
    if (day < dayOf(key.validFrom)) return 'outside-key-validity';
    return key.validTo !== null && day > dayOf(key.validTo) ? 'outside-key-validity' : null;
  }

  async #publicKey(key: Key): Promise<CryptoKey> {
    const known = this.#imported.get(key.kid);
    if (known !== undefined) return known;
    const imported = await crypto.subtle.importKey('raw', fromBase64url(key.x), 'Ed25519', false, ['verify']);
    this.#imported.set(key.kid, imported);
    return imported;
  }
}

function codeBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length !== 164) return null;
  let value = 0n;
  for (let index = 0; index < text.length; index += 1) {
    let unit = text.charCodeAt(index);
    if (unit >= 0x61 && unit <= 0x7a) unit -= 0x20;
    const digit = rfc4648.indexOf(String.fromCharCode(unit));
    if (digit === -1) return null;
    value = value * 32n + BigInt(digit);
  }
  if (value % 16n !== 0n) return null;
  const hex = (value / 16n).toString(16).padStart(204, '0');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function readFacts(bytes: Uint8Array): Facts | null {
  const number = (from: number, to: number) => bytes.slice(from, to).reduce((sum, byte) => sum * 256 + byte, 0);
  const [version, keyId, holder] = [number(0, 1), number(1, 3), number(17, 22)];
  if (version !== 0x11 || keyId === 0) return null;
  const bin = String(holder).padStart(12, '0');
  if (holder !== 0 && (bin.length !== 12 || !'456'.includes(bin.charAt(4)))) return null;
  const day = new Date('2020-01-01T00:00:00Z');
  day.setUTCDate(day.getUTCDate() + number(15, 17));
  return {
    keyId,
    documentId: documentId(bytes.slice(3, 13)),
    formNumber: number(13, 15),
    issueDay: day.toISOString().slice(0, 10),
    holderBin: holder === 0 ? null : bin,
    fingerprintHead: bytes.slice(22, 38),
  };
}

function documentId(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => crockford.charAt(Number.parseInt(five, 2))).join('');
}

function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Almaty' });
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** RFC 8785 of texts, whole numbers, lists and objects: all that a status list holds. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

function forged(reason: string): Verdict {
  return { state: 'forged', reason };
}
