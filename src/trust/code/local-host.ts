/** Address blocks of one machine and of private networks (RFC 1122, RFC 1918, RFC 3927). */
const localAddress = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./;

/** Top-level names that never leave a network (RFC 6761, RFC 6762, ICANN's reservation of .internal). */
const localName = /(?:^|\.)(?:localhost|local|internal|test)$/;

/**
 * Whether a host, as `URL.hostname` spells it, can be reached from its own machine or network only: a code printed
 * with it leads nowhere for everyone else.
 */
export function isLocalHost(hostname: string): boolean {
  const isAddress = /^[\d.]+$/.test(hostname);
  if (isAddress) return localAddress.test(hostname) || hostname === '0.0.0.0';
  return hostname === '[::1]' || !/[.:]/.test(hostname) || localName.test(hostname);
}
