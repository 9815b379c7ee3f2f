import { expect, test } from 'vitest';
import { UnreadableFileError } from '../../../src/seal/refusal.ts';
import { encodedLength } from '../../../src/signature/pdf/encoded-length.ts';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import { signaturePlaces } from '../../../src/signature/pdf/signature-places.ts';
import { pdfOf } from '../../seal/hostile-files.ts';

const cms = '3003020101';
/** As many digits as an offset has in these files. */
const unknown = '000000';

/** A PDF with one signature over all of it; `change` alters its dictionary before offsets are known. */
function signedPdf(change: (dictionary: string) => string = (dictionary) => dictionary): Buffer {
  const dictionary = change(
    `<</Type/Sig/ByteRange[0 ${unknown} ${unknown} ${unknown}]/Contents <${cms}${'0'.repeat(20)}>>>`,
  );
  const file = pdfOf([
    '<</AcroForm<</Fields[2 0 R]>>/Pages 4 0 R>>',
    '<</FT/Sig/T(head-2)/V 3 0 R/Rect[1 2 3 4]>>',
    dictionary,
    '<</Kids[5 0 R]>>',
    '<</Type/Page/Annots[2 0 R]>>',
  ]);
  const start = file.indexOf(`<${cms}`);
  const end = file.indexOf('>', start) + 1;
  const range = [start, end, file.length - end].map((offset) => String(offset).padStart(unknown.length, '0'));
  file.write(`[0 ${range.join(' ')}]`, file.indexOf('[0 0'), 'latin1');
  return file;
}

async function onlySignature(file: Buffer) {
  const [signature, ...others] = await readSignatures(file);
  expect(others).toEqual([]);
  return signature;
}

test('a signature is read with its place, and its CMS without what fills up its room', async () => {
  const file = signedPdf();
  expect(await onlySignature(file)).toMatchObject({
    place: 'head.2',
    cms: Buffer.from(cms, 'hex'),
    coversWholeRevision: true,
    revisionEnd: file.length,
  });
  expect(await signaturePlaces(file)).toEqual([{ name: 'head.2', page: 1, rect: [1, 2, 3, 4], signed: true }]);
});

test('a revision ends where the signature says, also when the file goes on', async () => {
  const file = signedPdf();
  const longer = Buffer.concat([file, Buffer.from(`%more\nstartxref\n${lastOffset(file)}\n%%EOF\n`)]);
  expect(await onlySignature(longer)).toMatchObject({ coversWholeRevision: true, revisionEnd: file.length });
});

function lastOffset(file: Buffer): string {
  return /startxref\s+(\d+)/.exec(file.toString('latin1'))?.[1] ?? '';
}

test.each([
  ['begins behind the first byte', (range: number[]) => [1, (range[1] ?? 0) - 1, range[2], range[3]]],
  ['leaves out more than the CMS', (range: number[]) => [0, (range[1] ?? 0) - 1, range[2], range[3]]],
  ['leaves out more behind the CMS', (range: number[]) => [0, range[1], (range[2] ?? 0) + 2, (range[3] ?? 0) - 2]],
  ['signs a part of the CMS', (range: number[]) => [0, (range[1] ?? 0) + 2, range[2], range[3]]],
  ['ends before the revision does', (range: number[]) => [0, range[1], range[2], (range[3] ?? 0) - 9]],
  ['ends behind the file', (range: number[]) => [0, range[1], range[2], (range[3] ?? 0) + 9]],
  ['runs backwards', (range: number[]) => [0, range[2], range[1], range[3]]],
])('a signature that %s covers no whole revision', async (_, moved) => {
  const file = signedPdf();
  const range = moved([...((await onlySignature(file))?.byteRange ?? [])]).map((offset) =>
    String(offset).padStart(unknown.length, '0'),
  );
  file.write(`[${range[0]?.slice(-1) ?? ''} ${range.slice(1).join(' ')}]`, file.indexOf('[0 0'), 'latin1');
  expect(await onlySignature(file)).toMatchObject({ coversWholeRevision: false });
});

test('a CMS of another dictionary is none of this one', async () => {
  const file = signedPdf((dictionary) => {
    const [head = '', contents = ''] = dictionary.split('/Contents ');
    const own = `/Contents <${'0'.repeat(2)}${cms}>`;
    return `${head}${own}/Cert ${contents}`;
  });
  expect(await onlySignature(file)).toMatchObject({ coversWholeRevision: false });
});

test('words among the digits of the CMS are not passed over', async () => {
  const file = signedPdf();
  file.write(' ', file.indexOf('0>>>'), 'latin1');
  expect(await onlySignature(file)).toMatchObject({ coversWholeRevision: false });
});

test.each([
  ['no PDF', Buffer.from('no PDF')],
  ['nothing', Buffer.alloc(0)],
  ['a signature that signs nothing', signedPdf((dictionary) => dictionary.replace('/ByteRange', '/ByteRanges'))],
  ['an encrypted file', pdfOf(['<</AcroForm<</Fields[]>>>>'], '/Encrypt<<>>')],
])('%s cannot be read', async (_, file) => {
  await expect(readSignatures(file)).rejects.toThrow(UnreadableFileError);
});

test('fields that lead in circles come to an end', async () => {
  const kids = '2 0 R '.repeat(3000);
  const file = pdfOf([
    '<</AcroForm<</Fields[2 0 R]>>/Pages 3 0 R>>',
    `<</T(a)/Kids[${kids}]>>`,
    `<</Kids[${'3 0 R '.repeat(3000)}]>>`,
  ]);
  const started = performance.now();
  await expect(readSignatures(file)).rejects.toThrow(UnreadableFileError);
  await expect(signaturePlaces(file)).rejects.toThrow(UnreadableFileError);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a file of many signatures without an end is given up in time', async () => {
  const fields = Array.from({ length: 500 }, () => '<</FT/Sig/T(a)/V 3 0 R>>').join('');
  const contents = `<</ByteRange[0 1 2 3]/Contents <${'30'.repeat(900_000)}>>>`;
  const file = pdfOf(['<</AcroForm 2 0 R>>', `<</Fields[${fields}]>>`, contents]);
  const started = performance.now();
  await expect(readSignatures(file)).rejects.toThrow(UnreadableFileError);
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  ['definite', '3003020101', 5],
  ['definite with more behind it', '300302010100000000', 5],
  ['long', `3082010402820100${'11'.repeat(256)}0000`, 264],
  ['indefinite', '30800203010203a08004010000000000000000', 16],
  ['indefinite inside and outside', '30803080020101000002010100000000', 14],
  ['of a long tag', '3f81010100ff', 5],
])('the length of a value that is %s', (_, digits, length) => {
  expect(encodedLength(Buffer.from(digits, 'hex'))).toBe(length);
});

test.each(['', '30', '3005020101', '3080020101', '30850000000001', '0000', '3080', '1f'])(
  '%s is no whole value',
  (digits) => {
    expect(encodedLength(Buffer.from(digits, 'hex'))).toBeNull();
  },
);
