import { isCount, isKind, type PdfDictionary, type PdfValue } from '../../seal/pdf/reading/pdf-value.ts';
import { UnreadableFileError } from '../../seal/refusal.ts';
import { encodedLength } from './encoded-length.ts';
import { type OpenPdf, openPdf, signatureFields } from './signature-field.ts';

/** A signature in a file; nothing of it is checked but where it stands. */
export interface EmbeddedSignature {
  readonly place: string;
  /** Offset and length of what is signed, before and behind the CMS. */
  readonly byteRange: readonly [number, number, number, number];
  /** As it was embedded, without the room that was left. */
  readonly cms: Uint8Array;
  /** It signs all of a revision, from the first byte of the file on, but the CMS itself. */
  readonly coversWholeRevision: boolean;
  /** Where that revision ends; a file that goes on has later ones. */
  readonly revisionEnd: number;
}

/** Between the beginning of a signature dictionary and its CMS. */
const headLimit = 64 * 1024;

/**
 * The signatures of a file in the order of its revisions; a prepared one without its CMS is none. Rejects with
 * UnreadableFileError for what is no PDF, is damaged, or takes too long to read: any file can be given.
 */
export function readSignatures(pdf: Uint8Array): Promise<readonly EmbeddedSignature[]> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
    const file = openPdf(bytes);
    const found = [...signatureFields(file)].flatMap(({ place, dictionary }): EmbeddedSignature[] => {
      const value = dictionary.entries.get('V');
      const signature = file.objects.dictionary(value);
      const contents = file.objects.resolve(signature?.entries.get('Contents'));
      if (signature === null || !isKind(contents, 'text') || /^\0*$/.test(contents.text)) return [];
      const content = Buffer.from(contents.text, 'latin1');
      const byteRange = readRange(file, signature);
      return [
        {
          place,
          byteRange,
          cms: content.subarray(0, encodedLength(content) ?? content.length),
          coversWholeRevision: coversRevision(bytes, byteRange, content, file.objects.offsetOf(value)),
          revisionEnd: byteRange[2] + byteRange[3],
        },
      ];
    });
    resolve(found.sort((one, other) => one.revisionEnd - other.revisionEnd));
  });
}

function readRange({ objects }: OpenPdf, { entries }: PdfDictionary): EmbeddedSignature['byteRange'] {
  const [first, before, second, behind, ...others] = objects
    .list(entries.get('ByteRange'))
    .map((item): PdfValue => objects.resolve(item));
  if (!isCount(first) || !isCount(before) || !isCount(second) || !isCount(behind) || others.length > 0) {
    throw new UnreadableFileError('damaged', 'a signature does not say what it signs');
  }
  return [first, before, second, behind];
}

/** What is left out must be the CMS of this very signature, and nothing else: else unsigned words could hide there. */
function coversRevision(
  bytes: Buffer,
  [first, start, end, behind]: EmbeddedSignature['byteRange'],
  content: Buffer,
  dictionaryAt: number | null,
): boolean {
  if (first !== 0 || dictionaryAt === null || dictionaryAt > start || start - dictionaryAt > headLimit) return false;
  if (end <= start || end + behind > bytes.length) return false;
  const head = bytes.toString('latin1', dictionaryAt, start);
  if (!/\/Contents\s*$/.test(head) || head.includes('endobj')) return false;
  const left = bytes.toString('latin1', start, end);
  if (left.toLowerCase() !== `<${content.toString('hex')}>`) return false;
  return endsRevision(bytes, end + behind);
}

function endsRevision(bytes: Buffer, end: number): boolean {
  return /%%EOF(?:\r\n|\r|\n)?$/.test(bytes.toString('latin1', Math.max(0, end - 8), end));
}
