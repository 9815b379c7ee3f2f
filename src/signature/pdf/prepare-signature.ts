import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfString } from '@libpdf/core';
import { setFileIdentifier } from '../../render/pdf/file-identifier.ts';
import { drawAppearance } from './appearance.ts';
import { PlaceTakenError, UnknownPlaceError } from './errors.ts';
import type { PreparedSignature } from './prepared-signature.ts';
import { findPlaces, type FoundPlace } from './signature-places.ts';

export interface SignatureRequest {
  readonly place: string;
  /** Lines that are seen on paper: who signed, IIN or BIN, when. */
  readonly text: readonly string[];
  readonly signedAt: Date;
  /** Of the signer, for viewers. */
  readonly name: string;
  readonly reason?: string;
  /** `ETSI.CAdES.detached` for signatures of PAdES. Default: `adbe.pkcs7.detached`, any detached CMS. */
  readonly subFilter?: 'adbe.pkcs7.detached' | 'ETSI.CAdES.detached';
  /** Bytes kept free for the CMS. Default 32 768. */
  readonly reserved?: number;
}

const defaultReserved = 32_768;
/** Stands for offsets and lengths until they are known: room for files of up to 10 GB. */
const unknownOffset = 9_999_999_999;
const openRange = `[0${` ${unknownOffset}`.repeat(3)}]`;

/**
 * Appends a revision with a signature whose CMS is still to come; what was there before stays, byte for byte. The same
 * arguments give the same bytes.
 *
 * Rejects with UnknownPlaceError, with PlaceTakenError, and with UnreadableFileError for what is not a whole PDF.
 */
export async function prepareSignature(pdf: Uint8Array, request: SignatureRequest): Promise<PreparedSignature> {
  const place = freePlace(pdf, request.place);
  const file = await PDF.load(pdf);
  const field = file.getObject(PdfRef.of(place.reference.object, place.reference.generation));
  if (!(field instanceof PdfDict)) throw new UnknownPlaceError(request.place);
  const [left, bottom, right, top] = place.rect;
  const drawing = drawAppearance(file, request.text, right - left, top - bottom);
  const contents = new Uint8Array(request.reserved ?? defaultReserved);
  field.set('V', file.register(signatureDictionary(request, contents)));
  field.set('AP', PdfDict.of({ N: drawing }));
  announceSignatures(file);
  setFileIdentifier(file, [pdf, JSON.stringify(request)]);
  // Streams that are to be packed are packed already, the same on every machine.
  const saved = Buffer.from(await file.save({ incremental: true, compressStreams: false }));
  if (!saved.subarray(0, pdf.length).equals(pdf)) throw new Error('the file was written anew, not appended to');
  return closed(saved, pdf.length, contents);
}

function freePlace(pdf: Uint8Array, name: string): FoundPlace {
  const place = findPlaces(pdf).find((one) => one.name === name);
  if (place === undefined) throw new UnknownPlaceError(name);
  if (place.signed) throw new PlaceTakenError(name);
  return place;
}

/** ISO 32000-1, table 252. */
function signatureDictionary(request: SignatureRequest, contents: Uint8Array): PdfDict {
  return PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of(request.subFilter ?? 'adbe.pkcs7.detached'),
    ByteRange: PdfArray.of(...[0, unknownOffset, unknownOffset, unknownOffset].map((value) => PdfNumber.of(value))),
    Contents: PdfString.fromBytes(contents),
    M: PdfString.fromString(`D:${request.signedAt.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`),
    Name: unicodeText(request.name),
    ...(request.reason === undefined ? {} : { Reason: unicodeText(request.reason) }),
  });
}

/** UTF-16BE behind its mark (7.9.2.2), which viewers cannot take for anything else. */
function unicodeText(text: string): PdfString {
  return new PdfString(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'hex');
}

/** Table 219: there are signatures, and they hold only while the file is appended to. */
function announceSignatures(file: PDF): void {
  const form = file.getCatalog().getDict('AcroForm', (reference) => file.getObject(reference));
  const flags = 1 | 2;
  if (form !== undefined && form.getNumber('SigFlags')?.value !== flags) form.set('SigFlags', PdfNumber.of(flags));
}

/** Writes where the signed bytes are: all of the file but the brackets and what is between them. */
function closed(file: Buffer, from: number, contents: Uint8Array): PreparedSignature {
  const digits = `<${'00'.repeat(contents.length)}>`;
  const rangeAt = file.indexOf(openRange, from, 'latin1');
  const start = file.indexOf(digits, from, 'latin1');
  if (rangeAt < 0 || start < 0) throw new Error('the revision lacks its signature');
  const end = start + digits.length;
  const byteRange = [0, start, end, file.length - end] as const;
  file.write(`[${byteRange.join(' ')}`.padEnd(openRange.length - 1).concat(']'), rangeAt, 'latin1');
  return { file, byteRange };
}
