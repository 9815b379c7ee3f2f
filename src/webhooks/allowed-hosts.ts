import { BlockList, isIP } from 'node:net';
import { addBlock, isPublicAddress } from './addresses.ts';

/** Why nothing is sent to an address. */
export type AddressRefusal = 'not-https' | 'with-password' | 'host-not-allowed';

interface Entry {
  /** `hooks.example.kz`, or `.example.kz` for every name under it. */
  readonly name: string;
  readonly port: number;
}

const loopback = new BlockList();
addBlock(loopback, '127.0.0.0/8');
addBlock(loopback, '::1');

/** The hosts that messages may go to, as the operator has listed them. */
export class AllowedHosts {
  readonly #entries: readonly Entry[];
  readonly #addresses: BlockList;

  private constructor(entries: readonly Entry[], addresses: BlockList) {
    this.#entries = entries;
    this.#addresses = addresses;
  }

  /**
   * Reads a list with commas: `hooks.example.kz`, `hooks.example.kz:8443`, `*.example.kz`, and addresses or blocks of
   * private networks that those names may lead to (`10.1.0.0/16`). Null for an empty list: nothing is sent then.
   *
   * @throws Error naming the entry that is none
   */
  static read(text: string | undefined): AllowedHosts | null {
    const given = (text ?? '').split(',').map((entry) => entry.trim());
    const listed = given.filter((entry) => entry !== '');
    if (listed.length === 0) return null;
    const addresses = new BlockList();
    const entries: Entry[] = [];
    for (const text of listed) {
      const isBlock = addBlock(addresses, text);
      if (isBlock && text.includes('/')) continue;
      const entry = entryOf(isIP(text) === 6 ? `[${text}]` : text);
      if (entry === null) throw new Error(`NYSAN_WEBHOOK_HOSTS: ${text} is no host or address`);
      addBlock(addresses, bare(entry.name));
      entries.push(entry);
    }
    return new AllowedHosts(entries, addresses);
  }

  /** Null when messages may go to a host of this name; where the name leads to is another question. */
  refusalOf(url: URL): AddressRefusal | null {
    if (url.username !== '' || url.password !== '') return 'with-password';
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) return 'not-https';
    const port = portOf(url);
    const isListed = this.#entries.some(
      (entry) =>
        entry.port === port &&
        (entry.name.startsWith('.') ? url.hostname.endsWith(entry.name) : url.hostname === entry.name),
    );
    return isListed ? null : 'host-not-allowed';
  }

  /** Whether a message may be sent to an address that the name of a host leads to. */
  mayReach(hostname: string, address: string): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isPublicAddress(address) || this.#addresses.check(address, family)) return true;
    return isThisMachine(hostname) && loopback.check(address, family);
  }
}

function entryOf(text: string): Entry | null {
  const isSuffix = text.startsWith('*.');
  const url = URL.parse(`https://${isSuffix ? text.slice(2) : text}`);
  if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') return null;
  if (/[*/\s]/.test(url.hostname)) return null;
  return { name: `${isSuffix ? '.' : ''}${url.hostname}`, port: portOf(url) };
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'http:' ? 80 : 443;
}

/** A host that is this machine, whatever a name server says: there, and only there, messages need no TLS. */
function isThisMachine(hostname: string): boolean {
  const address = bare(hostname);
  if (isIP(address) === 0) return hostname === 'localhost';
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** An address without the brackets that it has in a URL. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
