import { BlockList, isIP } from 'node:net';

/** IPv4 blocks that are no one's on the internet (IANA's registry of special-purpose addresses). */
const special = new BlockList();
for (const block of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]) {
  addBlock(special, block);
}

/** The only IPv6 block given out for the internet, and those within it that lead elsewhere (Teredo, examples, 6to4). */
const global = new BlockList();
addBlock(global, '2000::/3');
const globalSpecial = new BlockList();
for (const block of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) addBlock(globalSpecial, block);

/** Whether an address is one of the internet, and not of this machine or of a network around it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address);
  return isIP(address) === 6 && global.check(address, 'ipv6') && !globalSpecial.check(address, 'ipv6');
}

/**
 * Adds an address or a block (`10.1.0.0/16`) to a list.
 *
 * @returns false when the text is none
 */
export function addBlock(list: BlockList, text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length ?? '0') || bits > most) return false;
  list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  return true;
}
