/** How long a message stays, in milliseconds: long enough to be read twice. */
const shownFor = 6000;

/** Tells something in passing in the corner of the page; screen readers hear it without losing their place. */
export function announce(text: string, kind: 'done' | 'problem' = 'done'): void {
  const toast = document.createElement('div');
  toast.className = `toast ${kind === 'problem' ? 'danger' : 'success'}`;
  toast.textContent = text;
  corner(kind).append(toast);
  setTimeout(() => {
    toast.remove();
  }, shownFor);
}

/** Two regions: what went wrong interrupts, what went well does not. */
function corner(kind: 'done' | 'problem'): HTMLElement {
  const id = `toasts-${kind}`;
  const known = document.getElementById(id);
  if (known !== null) return known;
  const region = document.createElement('div');
  region.id = id;
  region.className = 'toasts';
  region.setAttribute('role', kind === 'problem' ? 'alert' : 'status');
  document.body.append(region);
  return region;
}
