type Revealer = (path: string) => void;

const revealers = new Set<Revealer>();

/** Tables listen here: a row on another page, or folded, is shown before the cursor can go to it. */
export function onReveal(revealer: Revealer): () => void {
  revealers.add(revealer);
  return () => {
    revealers.delete(revealer);
  };
}

/**
 * Brings the input of a field into view and puts the cursor there; of a group or table, the first one in it.
 *
 * @param root the list of fields or the side panel
 * @returns false where neither the field nor anything around it stands there
 */
export async function revealField(root: HTMLElement, path: string): Promise<boolean> {
  const depth = path.split('.').filter((part) => /^\d+$/.test(part)).length;
  for (let level = 0; level <= depth; level += 1) {
    for (const reveal of [...revealers]) reveal(path);
    await rendered();
  }
  const place = placeOf(root, path);
  if (place === undefined) return false;
  const target = place.querySelector<HTMLElement>(focusable) ?? place;
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
  return true;
}

const focusable =
  'input:not([type=hidden], [tabindex="-1"], :disabled), select, textarea, summary, button:not([tabindex="-1"], :disabled)';

/** The place of the field itself, or of the nearest part around it. */
function placeOf(root: HTMLElement, path: string): HTMLElement | undefined {
  for (let near = path; near !== ''; near = near.slice(0, Math.max(0, near.lastIndexOf('.')))) {
    const place = root.querySelector<HTMLElement>(`[data-field="${CSS.escape(near)}"]`);
    if (place !== null) return place;
  }
  return undefined;
}

/** Components render in a microtask; their effects run after the next frame. */
function rendered(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
