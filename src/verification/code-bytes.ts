import type { DocumentRecord } from '../registry/record.ts';
import { decodeBase32 } from '../trust/base32.ts';

/** The bytes of a code that the registry keeps; @throws Error when it keeps something else */
export function bytesOfCode(record: DocumentRecord): Uint8Array {
  const bytes = decodeBase32(record.codeText);
  if (bytes === null) throw new Error(`document ${record.id} has an unreadable code`);
  return bytes;
}
