/** A frame that is out of sight; a hidden one would print nothing. */
const frameClass = 'print-frame';

/**
 * Opens the print dialog for a PDF: in this page where the browser shows PDF files itself, else in a window of its own.
 *
 * @returns false when the browser let neither happen
 */
export function printPdf(blob: Blob): boolean {
  const address = URL.createObjectURL(blob);
  if (!navigator.pdfViewerEnabled) return window.open(address, '_blank') !== null;
  for (const old of document.querySelectorAll<HTMLIFrameElement>(`.${frameClass}`)) {
    URL.revokeObjectURL(old.src);
    old.remove();
  }
  const frame = document.createElement('iframe');
  frame.className = frameClass;
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.onload = () => {
    frame.contentWindow?.focus();
    frame.contentWindow?.print();
  };
  frame.src = address;
  // It stays until the next print: the dialog reads it for as long as it is open.
  document.body.append(frame);
  return true;
}
