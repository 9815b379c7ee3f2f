/** Puts a text into the clipboard; false where the browser does not let us. */
export async function writeClipboard(text: string): Promise<boolean> {
  // Over plain HTTP there is no clipboard but the one of the copy command.
  if (!isSecureContext) return copyCommand(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    if (cause instanceof DOMException) return copyCommand(text);
    throw cause;
  }
}

function copyCommand(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way to the clipboard without HTTPS
  const done = document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return done;
}
