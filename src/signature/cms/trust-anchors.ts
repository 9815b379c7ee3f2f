import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BerElement, MalformedBerError, tags } from './ber.ts';
import { Certificate } from './certificate.ts';
import { RevocationList } from './revocation-list.ts';

/** Whom chains may end at, and what their authorities revoked. */
export interface TrustAnchors {
  readonly certificates: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
}

/** A file of the trust anchors cannot be used; the message is for the operator and names the file. */
export class TrustAnchorError extends Error {
  override readonly name = 'TrustAnchorError';
  readonly file: string;

  constructor(file: string, message: string, cause?: unknown) {
    super(`${file}: ${message}`, { cause });
    this.file = file;
  }
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;
const labels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'X509 CRL']);

/**
 * Reads authorities' certificates and revocation lists: a file, or every file of a folder but hidden ones; PEM (any
 * number of blocks) or DER. Every certificate is trusted, intermediate ones too.
 *
 * @throws TrustAnchorError naming the file, when there is none, when one is neither a certificate nor a list, when a
 * certificate is not an authority's, or when no certificate is found at all
 */
export async function loadTrustAnchors(fileOrFolder: string): Promise<TrustAnchors> {
  const certificates: Certificate[] = [];
  const revocationLists: RevocationList[] = [];
  for (const file of await filesOf(fileOrFolder)) {
    for (const item of itemsOf(file, await readFile(file))) {
      if (item instanceof RevocationList) revocationLists.push(item);
      else if (item.use.isAuthority) certificates.push(item);
      else throw new TrustAnchorError(file, 'the certificate is not of an authority (basic constraints: CA)');
    }
  }
  if (certificates.length === 0) throw new TrustAnchorError(fileOrFolder, 'there is no certificate to trust');
  return { certificates, revocationLists };
}

async function filesOf(fileOrFolder: string): Promise<readonly string[]> {
  try {
    if (!(await stat(fileOrFolder)).isDirectory()) return [fileOrFolder];
    const entries = await readdir(fileOrFolder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => join(fileOrFolder, entry.name))
      .toSorted();
  } catch (cause) {
    throw new TrustAnchorError(fileOrFolder, 'there is no such file or folder, or it cannot be read', cause);
  }
}

function itemsOf(file: string, bytes: Buffer): readonly (Certificate | RevocationList)[] {
  if (bytes[0] === tags.sequence) return [itemOf(file, bytes)];
  const blocks = [...bytes.toString('latin1').matchAll(pemBlock)];
  if (blocks.length === 0) throw new TrustAnchorError(file, 'it is neither PEM nor DER');
  return blocks.map(([, label = '', base64 = '']) => {
    if (!labels.has(label))
      throw new TrustAnchorError(file, `«${label}» is neither a certificate nor a revocation list`);
    return itemOf(file, Buffer.from(base64, 'base64'));
  });
}

function itemOf(file: string, bytes: Uint8Array): Certificate | RevocationList {
  try {
    return isList(bytes) ? new RevocationList(bytes) : new Certificate(bytes);
  } catch (cause) {
    if (!(cause instanceof MalformedBerError)) throw cause;
    throw new TrustAnchorError(file, 'it holds neither a certificate nor a revocation list', cause);
  }
}

/** A list has its times directly in its body, a certificate has them in a sequence of their own. */
function isList(bytes: Uint8Array): boolean {
  const [body] = BerElement.read(bytes).expect(tags.sequence).members();
  const members = [...(body?.expect(tags.sequence).members() ?? [])];
  return members.some(({ tag }) => tag === tags.utcTime || tag === tags.generalizedTime);
}
