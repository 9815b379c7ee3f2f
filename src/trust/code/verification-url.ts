import { codeText } from './code.ts';
import { isLocalHost } from './local-host.ts';

/** NYSAN_PUBLIC_URL is no address that a printed code could lead to. */
export class PublicUrlError extends Error {
  override readonly name = 'PublicUrlError';

  constructor(expected: string) {
    super(`NYSAN_PUBLIC_URL ${expected}.`);
  }
}

/** Characters of the alphanumeric mode of a QR code (ISO/IEC 18004 table 5) that an address can hold. */
const alphanumeric = /^[0-9A-Z$%*+\-./:]*$/;

/**
 * `HTTPS://HOST[:PORT][/PATH]/V/<code>`, all in upper case so that the QR code stays alphanumeric and small. Hosts are
 * the same in any case; a path is not everywhere, so whoever serves this address must take its path in upper case.
 *
 * @throws PublicUrlError when `publicUrl` is no such address
 */
export function verificationUrl(publicUrl: string, bytes: Uint8Array): string {
  return `${upperCaseAddress(publicUrl)}/V/${codeText(bytes)}`;
}

/** The code at the end of a verification address of any host, in any case of letters; null when there is none. */
export function codeOfUrl(text: string): string | null {
  return /\/[Vv]\/([A-Za-z2-7]{164})$/.exec(text)?.[1] ?? null;
}

function upperCaseAddress(publicUrl: string): string {
  const url = URL.parse(publicUrl);
  if (url === null) throw new PublicUrlError('must be a URL');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new PublicUrlError('must begin with https://');
  // Printed addresses live for years: plain HTTP is for trying things out on one's own network.
  if (url.protocol === 'http:' && !isLocalHost(url.hostname)) {
    throw new PublicUrlError('must begin with https:// unless its host is local');
  }
  if (url.username !== '' || url.password !== '') throw new PublicUrlError('must hold no user name and no password');
  if (url.search !== '' || url.hash !== '') throw new PublicUrlError('must end with its host or path');
  const address = `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`.toUpperCase();
  if (!alphanumeric.test(address)) {
    throw new PublicUrlError('may hold only letters, digits and $ % * + - . / : (the alphanumeric mode of QR codes)');
  }
  return address;
}
