import pdfPackage from 'pdfjs-dist/package.json' with { type: 'json' };
import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import { previewAssetAddress } from './preview-assets.ts';

type PdfLibrary = typeof import('pdfjs-dist');

let loading: Promise<{ readonly library: PdfLibrary; readonly worker: PDFWorker }> | null = null;

/** Loads the reader of PDF files from our own service, once. */
function loadLibrary() {
  loading ??= (async () => {
    const { version } = pdfPackage;
    const library = (await import(previewAssetAddress(version, 'pdf.min.mjs'))) as PdfLibrary;
    library.GlobalWorkerOptions.workerSrc = previewAssetAddress(version, 'pdf.worker.min.mjs');
    return { library, worker: library.PDFWorker.create({ name: 'preview' }) };
  })();
  // What could not be loaded is asked for again the next time.
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

/** Begins to load the reader, so that it is there when the first pages come. */
export async function prepareReader(): Promise<void> {
  await (
    await loadLibrary()
  ).worker.promise;
}

/** Opens the pages of a PDF; the bytes are given away. */
export async function openPdf(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const { library, worker } = await loadLibrary();
  return library.getDocument({
    data: new Uint8Array(bytes),
    worker,
    // Our pages have embedded faces and plain pictures: nothing to be compiled, fetched or taken from the system.
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
  }).promise;
}
