import { type ComponentChildren, render } from 'preact';

/**
 * Shows a modal dialog made of what `content` gives; it closes by its own buttons, by Escape, and the promise ends then.
 * The focus returns to where it was, as `<dialog>` does by itself.
 */
export function openDialog(content: (close: () => void) => ComponentChildren): Promise<void> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  document.body.append(dialog);
  const close = () => {
    dialog.close();
  };
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      render(null, dialog);
      dialog.remove();
      resolve();
    });
    render(content(close), dialog);
    const title = dialog.querySelector('h2');
    if (title !== null) {
      title.id ||= 'dialog-title';
      dialog.setAttribute('aria-labelledby', title.id);
    }
    dialog.showModal();
  });
}
