import { beforeAll, expect, test } from 'vitest';
import { readEmbedded } from '../../../src/seal/read-embedded.ts';
import { CmsTooLargeError, PlaceTakenError, UnknownPlaceError } from '../../../src/signature/pdf/errors.ts';
import { prepareSignature, type SignatureRequest } from '../../../src/signature/pdf/prepare-signature.ts';
import { bytesToSign, embedCms, type PreparedSignature } from '../../../src/signature/pdf/prepared-signature.ts';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import { signaturePlaces } from '../../../src/signature/pdf/signature-places.ts';
import { readPdf } from '../../readers/pdf.ts';
import { printedText, shownSignatures } from './pdfium-signatures.ts';
import { startSigningPress } from './signable.ts';

const reserved = 32_768;
let sealed: Uint8Array;

beforeAll(async () => {
  const press = await startSigningPress();
  sealed = await press.sealed('inspection-act');
  await press.close();
});

function requestFor(place: string, changes: Partial<SignatureRequest> = {}): SignatureRequest {
  return {
    place,
    text: ['ӘБДІҒҰЛОВА ҮМІТ ӨМІРҚЫЗЫ', 'ЖСН 880512400123', '20.11.2026 11:00'],
    signedAt: new Date('2026-11-20T06:00:00Z'),
    name: 'ӘБДІҒҰЛОВА ҮМІТ',
    ...changes,
  };
}

/** A value of ASN.1 that long: what it says does not matter here. */
function cmsOf(length: number, fill = 0x5a): Uint8Array {
  const head = Buffer.from([0x30, 0x82, 0, 0]);
  head.writeUInt16BE(length - 4, 2);
  return Buffer.concat([head, Buffer.alloc(length - 4, fill)]);
}

async function signed(pdf: Uint8Array, place: string, cms: Uint8Array): Promise<Uint8Array> {
  return embedCms(await prepareSignature(pdf, requestFor(place)), cms);
}

test('signers sign in turn: each revision keeps the earlier ones and is signed whole', async () => {
  const order = ['domesticProducer', 'commission', 'commission.3'];
  const all = order.map((_, index) => cmsOf(2000 + index, 0x41 + index));
  let file = sealed;
  const ends: number[] = [];
  for (const [index, place] of order.entries()) {
    const next = await signed(file, place, all[index] ?? cmsOf(4));
    expect(Buffer.from(next).subarray(0, file.length).equals(file)).toBe(true);
    ends.push(next.length);
    file = next;
  }
  const signatures = await readSignatures(file);
  expect(signatures.map(({ place }) => place)).toEqual(order);
  expect(signatures.map(({ revisionEnd }) => revisionEnd)).toEqual(ends);
  for (const [index, { cms, byteRange, coversWholeRevision }] of signatures.entries()) {
    expect(coversWholeRevision).toBe(true);
    expect(Buffer.from(cms).equals(all[index] ?? cmsOf(4))).toBe(true);
    expect(byteRange[2] - byteRange[1]).toBe(2 * reserved + 2);
  }
  // PDFium shows the fields in the order of the form, empty ones too.
  const shown = (await shownSignatures(file)).filter(({ byteRange }) => byteRange.length > 0);
  expect(new Set(shown.map(({ byteRange }) => byteRange.join()))).toEqual(
    new Set(signatures.map(({ byteRange }) => byteRange.join())),
  );
  expect((await signaturePlaces(file)).map(({ name, signed: isSigned }) => [name, isSigned])).toEqual([
    ['commission', true],
    ['commission.2', false],
    ['commission.3', true],
    ['domesticProducer', true],
  ]);
});

test('what is signed is all of the revision but the place of the CMS, before and after it is embedded', async () => {
  const prepared = await prepareSignature(sealed, requestFor('commission'));
  const cms = cmsOf(1500);
  const file = embedCms(prepared, cms);
  expect(file.length).toBe(prepared.file.length);
  const before = Buffer.from(bytesToSign(prepared));
  expect(before.length).toBe(file.length - 2 * reserved - 2);
  expect(before.equals(bytesToSign({ ...prepared, file }))).toBe(true);
  expect(before.subarray(0, sealed.length).equals(sealed)).toBe(true);
  expect(Buffer.from(prepared.file).equals(file)).toBe(false);
});

test('viewers are told who signed, when and why', async () => {
  const reason = 'Тексеру актісіне қол қою';
  const request = requestFor('commission', { reason, subFilter: 'ETSI.CAdES.detached' });
  const file = embedCms(await prepareSignature(sealed, request), cmsOf(900));
  const [shown] = await shownSignatures(file);
  expect(shown).toMatchObject({ reason, subFilter: 'ETSI.CAdES.detached', time: 'D:20261120060000Z' });
  expect(shown?.contents.length).toBe(reserved);
  const name = Buffer.from(`\ufeff${request.name}`, 'utf16le').swap16().toString('hex');
  expect(Buffer.from(file).toString('latin1').toLowerCase()).toContain(`/name <${name}>`);
  const [other] = await shownSignatures(await signed(sealed, 'commission', cmsOf(900)));
  expect(other).toMatchObject({ reason: '', subFilter: 'adbe.pkcs7.detached' });
});

test('the text of the signature is printed in its place, Kazakh letters and all', async () => {
  const text = ['ӘБДІҒҰЛОВА ҮМІТ ӨМІРҚЫЗЫ', 'Һ һ Ң ң Қ қ № ☎', 'A А ə ә'];
  const prepared = await prepareSignature(sealed, requestFor('commission', { text }));
  const [place] = await signaturePlaces(sealed);
  const words = (await printedText(prepared.file, place?.page ?? 0)).replaceAll(/\s+/g, ' ');
  for (const line of text) expect(words).toContain(line);
  expect(await printedText(sealed, place?.page ?? 0)).not.toContain('ӨМІРҚЫЗЫ');
});

test.each([['ҚОҒАМ '.repeat(60).trim()], ['Ұ'.repeat(300)]])(
  'a text longer than its place is set smaller and in lines',
  async (long) => {
    const { file } = await prepareSignature(sealed, requestFor('commission', { text: [long] }));
    const [place] = await signaturePlaces(sealed);
    const words = (await printedText(file, place?.page ?? 0)).replaceAll(/\s+/g, '');
    expect(words).toContain(long.replaceAll(' ', ''));
  },
);

test('the record, the tags and the pages stay', async () => {
  const file = await signed(sealed, 'commission', cmsOf(1000));
  expect(await readEmbedded(file)).toEqual(await readEmbedded(sealed));
  const [before, after] = [await readPdf(sealed), await readPdf(file)];
  expect(after.tagged).toBe(true);
  expect(after.pages.map(({ text }) => text)).toEqual(before.pages.map(({ text }) => text));
  before.close();
  after.close();
});

test('the same request gives the same bytes', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => prepareSignature(sealed, requestFor('commission'))));
  expect(first).toEqual(second);
});

test('a place that is not there, or taken, is refused', async () => {
  await expect(prepareSignature(sealed, requestFor('nobody'))).rejects.toThrow(UnknownPlaceError);
  const { file } = await prepareSignature(sealed, requestFor('commission'));
  await expect(prepareSignature(file, requestFor('commission'))).rejects.toThrow(PlaceTakenError);
  await expect(prepareSignature(file, requestFor('commission.2'))).resolves.toBeDefined();
});

test('a CMS that is larger than its place is refused, one that fills it is not', async () => {
  const prepared: PreparedSignature = await prepareSignature(sealed, requestFor('commission', { reserved: 3000 }));
  expect(() => embedCms(prepared, cmsOf(3001))).toThrow(CmsTooLargeError);
  const [signature] = await readSignatures(embedCms(prepared, cmsOf(3000)));
  expect(signature?.cms).toEqual(cmsOf(3000));
});

test('a prepared signature is none yet', async () => {
  const { file } = await prepareSignature(sealed, requestFor('commission'));
  expect(await readSignatures(file)).toEqual([]);
  expect(await readSignatures(sealed)).toEqual([]);
});
