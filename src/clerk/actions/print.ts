import { openPdf } from '../preview/pdf-library.ts';

/** As printers draw letters, and as far as memory goes. */
const dotsPerInch = 300;
const dotsPerInchOfMany = 150;
const many = 20;

/**
 * Opens the print dialog for the pages of a PDF. They are drawn by our own reader: what a browser shows PDF files with
 * obeys the policy of the page that made them, and shows nothing under a strict one.
 */
export async function printPdf(bytes: ArrayBuffer): Promise<void> {
  const pdf = await openPdf(bytes);
  const pages = document.createElement('div');
  pages.className = 'print-pages';
  try {
    const scale = (pdf.numPages > many ? dotsPerInchOfMany : dotsPerInch) / 72;
    const canvas = document.createElement('canvas');
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport, intent: 'print', annotationMode: 0 }).promise;
      const picture = new Image();
      picture.src = URL.createObjectURL(await pictureOf(canvas));
      picture.alt = '';
      if (canvas.width > canvas.height) picture.className = 'landscape';
      await picture.decode();
      pages.append(picture);
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
  document.body.append(pages);
  addEventListener(
    'afterprint',
    () => {
      for (const picture of pages.querySelectorAll('img')) URL.revokeObjectURL(picture.src);
      pages.remove();
    },
    { once: true },
  );
  print();
}

function pictureOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the browser has no memory for the page'));
      else resolve(blob);
    });
  });
}
