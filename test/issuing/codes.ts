import JSZip from 'jszip';
import { readPng } from '../golden/pictures.ts';
import { readPdf } from '../readers/pdf.ts';
import { decoders } from '../render/verification/decoders.ts';

/** What zxing reads from a file: from the first page of a PDF, from the pictures of an office file. */
export async function codesIn(name: string, bytes: Uint8Array): Promise<string[]> {
  const pictures = name.endsWith('.pdf') ? [await firstPage(bytes)] : await picturesIn(bytes);
  return (await Promise.all(pictures.map(async (picture) => (await decoders['zxing']?.(picture)) ?? []))).flat();
}

async function firstPage(bytes: Uint8Array) {
  const file = await readPdf(bytes);
  try {
    const [first] = file.pages;
    if (first === undefined) throw new Error('the file has no page');
    return first.draw(150);
  } finally {
    file.close();
  }
}

async function picturesIn(bytes: Uint8Array) {
  const files = (await JSZip.loadAsync(bytes)).file(/\/media\/[^/]+\.png$/u);
  return Promise.all(files.map(async (file) => readPng(await file.async('uint8array'))));
}
